import type { z } from 'zod'
import type { CheckRecord } from '../../../checks/queries.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { ExecutiveRecord, TestRecord } from '../queries.ts'
import { roomNav } from '../room-nav.ts'
import { crumbsTo, roomHref } from '../test-of.ts'
import type { roomPage } from './pages.ts'
import { areEnough, fewestExecutives, needsReason } from './test-rules.ts'

type View = z.input<(typeof roomPage)['schema']>
type Say = (text: Message) => string

/** Where the work after the seal stands. */
export type Stage = 'to-code' | 'frozen' | 'agreed' | 'nothing-read'

export type Room = {
  readonly check: CheckRecord
  readonly test: TestRecord | null
  readonly executives: readonly ExecutiveRecord[]
  readonly leaders: number
  readonly isLost: boolean
  readonly hasMail: boolean
  readonly brokenBy: string | null
  readonly stage: Stage
}

/** Who is asked and who has sealed; never what anybody wrote. */
export function roomView(room: Room, say: Say): Omit<View, 'errors' | 'typed'> {
  const { check, test, executives } = room
  const asked = executives.filter(({ state }) => state !== 'removed')
  const sealed = asked.filter(({ state }) => state === 'sealed')
  const canBreak = isOpenNow(room) && areEnough(sealed, room.hasMail)
  const state = test?.state ?? 'none'
  const isOpen = state === 'open'
  return {
    title: say(message('sealed-room.title', { check: check.name })),
    isTrial: check.isTrial,
    links: crumbsTo(check, say, false),
    checkId: check.id,
    state,
    isLost: room.isLost,
    counts: say(testProgress(test, executives)),
    next: nextStep(room, asked),
    nav: state === 'broken' ? roomNav(check, 'room') : null,
    leaders: room.leaders,
    executives: asked.map((one) => executiveRow(one, say)),
    unsent: isOpen ? asked.filter((one) => one.state === 'invited' && !wasAsked(one)).length : 0,
    waiting: isOpen ? asked.filter((one) => one.state === 'invited' && wasAsked(one)).length : 0,
    hasMail: room.hasMail,
    needsReason: needsReason(asked),
    breakable: !canBreak ? 'no' : sealed.length === asked.length ? 'all' : 'early',
    broken: brokenView(room, asked),
    removed: executives.filter((one) => one.state === 'removed'),
    timeZone: check.timeZone,
  }
}

/** "5 of 7 have sealed" and what comes after. */
export function testProgress(test: TestRecord | null, executives: readonly ExecutiveRecord[]): Message {
  if (test === null) return message('sealed-room.progress.none')
  const asked = executives.filter(({ state }) => state !== 'removed')
  if (test.state === 'open') {
    const sealed = asked.filter(({ state }) => state === 'sealed').length
    return message('sealed-room.progress.sealed', { sealed, asked: asked.length })
  }
  const opened = asked.filter(({ state }) => state === 'opened').length
  return message('sealed-room.progress.opened', { opened, asked: asked.length })
}

const wasAsked = ({ mailState }: ExecutiveRecord) => mailState !== 'none' && mailState !== 'failed'

const isOpenNow = ({ test, isLost }: Room) => test?.state === 'open' && !isLost

function executiveRow(one: ExecutiveRecord, say: Say): View['executives'][number] {
  const { id, name, role, email, state, mailState, mailProblem, wasShown } = one
  const shown = wasShown ? 'shown' : 'held'
  return {
    ...{ id, name, role, address: email },
    state: say(message(`sealed-room.state.${state}`)),
    hasSealed: state === 'sealed',
    mail:
      state === 'sealed'
        ? null
        : say(message(`sealed-room.mail-state.${mailState === 'held' ? shown : mailState}`)),
    problem: mailProblem === null ? null : message(`mail.problem.${mailProblem}`),
    isHeld: mailState === 'held' && state === 'invited',
  }
}

function brokenView({ test, brokenBy }: Room, asked: readonly ExecutiveRecord[]): View['broken'] {
  if (test === null || test.brokenAt === null) return null
  return {
    at: test.brokenAt,
    by: brokenBy,
    reason: test.reason,
    missing: asked.filter(({ id }) => test.missing.includes(id)).map(({ name }) => name),
    unreadable: asked.filter(({ state }) => state === 'unreadable').length,
  }
}

function nextStep(room: Room, asked: readonly ExecutiveRecord[]): View['next'] {
  const step = stepOf(room, asked)
  const sealed = asked.filter(({ state }) => state === 'sealed').length
  const hrefs: Readonly<Record<string, string>> = {
    'to-code': `/app/checks/${room.check.id}/coding/priorities`,
    frozen: `${roomHref(room.check)}/results`,
    agreed: `${roomHref(room.check)}/workshop`,
  }
  const href = hrefs[step] ?? null
  return {
    text: message(`sealed-room.next.${step}`, { sealed, asked: asked.length, fewest: fewestExecutives }),
    href,
    action: href === null ? null : message(`sealed-room.next.${step}-action`),
  }
}

function stepOf({ test, isLost, stage, hasMail }: Room, asked: readonly ExecutiveRecord[]): string {
  if (test === null) return 'begin'
  if (test.state === 'broken') return stage
  if (isLost) return 'lost'
  if (asked.length < fewestExecutives) return 'too-few'
  if (asked.every(({ state }) => state === 'sealed')) return areEnough(asked, hasMail) ? 'all-in' : 'shown'
  if (asked.some((one) => one.state === 'invited' && !wasAsked(one))) return 'send'
  return 'wait'
}
