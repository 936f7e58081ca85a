import { type Message, message } from '../domain/message.ts'
import type { Coder, Coding, CodingEvent, CodingStart, Step } from './coding.ts'
import { codingOn, type DeskState, openDesk } from './desk-state.ts'
import { refuseStep } from './refuse-step.ts'
import { takeStep } from './take-step.ts'

type Standing = { readonly coder: Coder; readonly step: Step }

export type Taken =
  | { readonly outcome: 'taken'; readonly coding: Coding }
  | { readonly outcome: 'refused'; readonly reason: Message }

/**
 * The coding after all events, in the order in which they were kept. A step that no longer fits because an earlier one
 * was undone falls away.
 */
export function replay(start: CodingStart, events: readonly CodingEvent[]): Coding {
  return codingOn(deskAfter(start, events))
}

/** What would come of one more event; the caller keeps it only if it is taken. */
export function decideEvent(start: CodingStart, events: readonly CodingEvent[], event: CodingEvent): Taken {
  const desk = deskAfter(start, events)
  const reason =
    event.kind === 'undo' ? refuseUndo(desk, events, event.coder) : refuseStep(desk, event.coder, event)
  if (reason !== null) return { outcome: 'refused', reason: message(`coding.refused.${reason}`) }
  if (event.kind === 'undo') return { outcome: 'taken', coding: replay(start, [...events, event]) }
  takeStep(desk, event.coder, event)
  return { outcome: 'taken', coding: codingOn(desk) }
}

function deskAfter(start: CodingStart, events: readonly CodingEvent[]): DeskState {
  const desk = openDesk(start)
  for (const { coder, step } of standing(events)) {
    // What has been compared stays so, even if the lead takes steps back afterwards.
    if (step.kind === 'finish' || refuseStep(desk, coder, step) === null) takeStep(desk, coder, step)
  }
  return desk
}

// Authors are shown once the codebook is frozen, differences once the second is done: what was blind cannot be done again.
function refuseUndo(desk: DeskState, events: readonly CodingEvent[], coder: Coder): string | null {
  if (coder === 'lead' && desk.isFrozen) return 'frozen'
  if (coder === 'second' && desk.isCompared) return 'finished'
  return lastStanding(events, coder) === null ? 'nothing-to-undo' : null
}

/** The step that an undo of this coder would take back. */
export function lastStanding(events: readonly CodingEvent[], coder: Coder): Step | null {
  return standing(events).findLast((one) => one.coder === coder)?.step ?? null
}

function standing(events: readonly CodingEvent[]): readonly Standing[] {
  const steps: (Standing | null)[] = []
  const open: Record<Coder, number[]> = { lead: [], second: [] }
  for (const event of events) {
    if (event.kind === 'undo') {
      const last = open[event.coder].pop()
      if (last !== undefined) steps[last] = null
      continue
    }
    const { coder, ...step } = event
    open[coder].push(steps.push({ coder, step }) - 1)
  }
  return steps.filter((step) => step !== null)
}
