import { type Message, message } from '../../domain/message.ts'
import type { CheckStatus } from '../queries.ts'

/** What is known of a round when the consultant looks at it. Participation in bands only. */
export type RoundState = {
  readonly status: CheckStatus
  /** Sealed, and what unlocks it is lost. */
  readonly hasNoKeys: boolean
  /** A draft that is being opened. */
  readonly isOpening: boolean
  readonly organisationId: string
  readonly held: number
  readonly failed: number
  readonly isSending: boolean
  /** People are to be reached by printed cards, and no card was printed. */
  readonly hasCardsLeft: boolean
  readonly daysOpen: number
  readonly daysLeft: number
  /** The upper end of the last band, in per cent; null before the first. */
  readonly bandTo: number | null
  readonly hasReminded: boolean
  readonly isReminding: boolean
  /** What people named may be read, and has not been assigned and locked. */
  readonly hasTextsLeft: boolean
  readonly hasFigures: boolean
}

export type NextStep = {
  readonly text: Message
  /** Below the check's address, or in full. */
  readonly path: string
  readonly action: Message
}

/** The first thing that is due, by what would be lost if it waited longest. */
export function nextStep(state: RoundState): NextStep {
  const step = (name: string, path: string, values: Message['values'] = {}): NextStep => ({
    text: message(`checks.next.${name}`, values),
    path,
    action: message(`checks.next.${name}-action`),
  })
  if (state.isOpening) return step('opening', '')
  if (state.status === 'draft') return step('draft', '/sign-off')
  if (state.hasNoKeys) return step('no-keys', '/discard')
  if (state.status === 'paused') return step('paused', '/close')
  if (state.status === 'discarded') return step('discarded', `/app/organisations/${state.organisationId}`)
  if (state.status === 'closing') return step('closing', '')
  if (state.status === 'reported') return step('reported', '/report')
  if (state.status === 'closed' && !state.hasFigures) return step('empty', '/report')
  if (state.status === 'closed')
    return state.hasTextsLeft ? step('assign', '/coding/q1') : step('findings', '/findings')
  if (state.failed > 0) return step('failed', '/messages?show=failed', { count: state.failed })
  if (state.held > 0) return step('held', '/messages', { count: state.held })
  if (state.hasCardsLeft) return step('cards', '/cards')
  if (state.isSending) return step('sending', '/messages')
  return whileAnswering(state, step)
}

const daysBeforeReminder = 4
const lastDays = 3
const half = 50

function whileAnswering(
  state: RoundState,
  step: (name: string, path: string, values?: Message['values']) => NextStep,
): NextStep {
  const { daysOpen, daysLeft, bandTo, hasReminded, isReminding } = state
  const isLow = bandTo !== null && bandTo <= half
  if (isLow && daysLeft <= lastDays) return step('low', '/extend', { days: daysLeft })
  if (!hasReminded && !isReminding && daysOpen >= daysBeforeReminder) return step('remind', '/messages')
  return step('wait', '/groups', { days: daysLeft })
}
