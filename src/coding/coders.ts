import type { Reliability } from '../domain/statistics/krippendorff-alpha.ts'
import type { CodingEvent, CodingStart } from './coding.ts'
import { type CodingAgreement, codingAgreement } from './coding-agreement.ts'
import { replay } from './replay.ts'

/** Who coded. `isSameAccount`: the second coder worked on the account of the first. */
export type Coders =
  | { readonly count: 1 }
  | {
      readonly count: 2
      readonly alpha: number | null
      readonly kappa: number | null
      readonly percent: number | null
      readonly reliability: Reliability | null
      readonly same: number
      readonly of: number
      readonly isSameAccount: boolean
    }

type By = { readonly accountId: string | null }

/** Two coders count from the moment the second is done. */
export function codersOf(start: CodingStart, events: readonly (CodingEvent & By)[]): Coders {
  const agreement = measuredAgreement(start, events)
  if (agreement === null) return { count: 1 }
  const { alpha, kappa, percent, reliability, both, differences } = agreement
  const accounts = (coder: string) =>
    new Set(events.filter((event) => event.coder === coder).map(({ accountId }) => accountId))
  return {
    count: 2,
    ...{ alpha, kappa, percent, reliability },
    same: both - differences.length,
    of: both,
    isSameAccount: !accounts('second').isDisjointFrom(accounts('lead')),
  }
}

/**
 * Agreement as it was when the second coder was done: what the two change after they have talked about their
 * differences is no agreement between independent coders. Null until then.
 */
export function measuredAgreement(
  start: CodingStart,
  events: readonly CodingEvent[],
): CodingAgreement | null {
  const done = events.findIndex(({ kind }) => kind === 'finish')
  return done === -1 ? null : codingAgreement(replay(start, events.slice(0, done + 1)))
}
