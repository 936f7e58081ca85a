import type { Target } from '../domain/evidence.ts'
import { type Message, message } from '../domain/message.ts'

export const roles = [
  'chief-executive',
  'chief-operating-officer',
  'head-of-people',
  'leadership-team',
  'chief-of-staff',
] as const
export type Role = (typeof roles)[number]

/** Who suggests itself as owner of the first step, and how long it may take. The consultant may change both. */
const firstSteps: Readonly<Record<Target, { readonly owner: Role; readonly dueInDays: number }>> = {
  'set-and-forget': { owner: 'chief-operating-officer', dueInDays: 14 },
  'tying-pay': { owner: 'head-of-people', dueInDays: 30 },
  'talent-gaps': { owner: 'head-of-people', dueInDays: 21 },
  leadership: { owner: 'chief-executive', dueInDays: 14 },
  'fear-of-failure': { owner: 'chief-executive', dueInDays: 21 },
  rhythm: { owner: 'chief-operating-officer', dueInDays: 14 },
  'decision-rights': { owner: 'chief-operating-officer', dueInDays: 21 },
  illusion: { owner: 'leadership-team', dueInDays: 10 },
  'translation-gap': { owner: 'chief-operating-officer', dueInDays: 21 },
  'orphan-objective': { owner: 'chief-operating-officer', dueInDays: 21 },
  'vanity-link': { owner: 'chief-operating-officer', dueInDays: 21 },
}

export type Remedy = {
  readonly remedy: Message
  readonly firstStep: Message
  readonly owner: Message
  readonly dueInDays: number
}

export function remedyFor(target: Target): Remedy {
  const { owner, dueInDays } = firstSteps[target]
  return {
    remedy: message(`diagnosis.remedy.${target}`),
    firstStep: message(`diagnosis.first-step.${target}`),
    owner: roleName(owner),
    dueInDays,
  }
}

export function roleName(role: Role): Message {
  return message(`diagnosis.role.${role}`)
}
