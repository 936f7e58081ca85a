import { message } from '../domain/message.ts'
import {
  type Coder,
  type Coding,
  type CodingEvent,
  type CodingStart,
  type Step,
  startCoding,
} from './coding.ts'
import { type Taken, takeStep } from './take-step.ts'

type Standing = { readonly coder: Coder; readonly step: Step }

/**
 * The coding after all events, in the order in which they were kept. A step that no longer fits because an earlier one
 * was undone falls away.
 */
export function replay(start: CodingStart, events: readonly CodingEvent[]): Coding {
  return standing(events).reduce((coding: Coding, { coder, step }) => {
    const taken = takeStep(coding, coder, step)
    return taken.outcome === 'taken' ? taken.coding : coding
  }, startCoding(start))
}

/** What would come of one more event; the caller keeps it only if it is taken. */
export function decideEvent(start: CodingStart, events: readonly CodingEvent[], event: CodingEvent): Taken {
  const coding = replay(start, events)
  if (event.kind !== 'undo') return takeStep(coding, event.coder, event)
  const reason = refuseUndo(coding, events, event.coder)
  if (reason !== null) return { outcome: 'refused', reason: message(`coding.refused.${reason}`) }
  return { outcome: 'taken', coding: replay(start, [...events, event]) }
}

// Authors are shown once the codebook is frozen: what was blind cannot be done again.
function refuseUndo(coding: Coding, events: readonly CodingEvent[], coder: Coder): string | null {
  if (coder === 'lead' && coding.isFrozen) return 'frozen'
  return standing(events).some((one) => one.coder === coder) ? null : 'nothing-to-undo'
}

function standing(events: readonly CodingEvent[]): readonly Standing[] {
  const steps: Standing[] = []
  for (const event of events) {
    if (event.kind !== 'undo') {
      const { coder, ...step } = event
      steps.push({ coder, step })
      continue
    }
    const last = steps.findLastIndex(({ coder }) => coder === event.coder)
    if (last !== -1) steps.splice(last, 1)
  }
  return steps
}
