import type { Scope } from '../database/scope.ts'
import type { Day } from '../domain/day.ts'
import type { ListedInstrument } from '../instruments/catalogue.ts'
import {
  findRoundBefore,
  findSurveyCheck,
  type SurveyCheck,
} from '../instruments/clarity-survey/results/queries.ts'
import { contributionsOf } from './contributions.ts'
import { listReviews } from './review-queries.ts'
import { diagnoseWithReviews, type ReviewedDiagnosis } from './reviewed-diagnosis.ts'

export type { Finding } from './findings.ts'
export type { ReviewedFinding } from './review.ts'
export type { ReviewedDiagnosis } from './reviewed-diagnosis.ts'

export type DiagnosedCheck = {
  readonly check: SurveyCheck
  /** By instrument code: what was kept of each that was run. */
  readonly stored: ReadonlyMap<string, unknown>
  readonly diagnosis: ReviewedDiagnosis
}

type Asked = {
  readonly checkId: string
  readonly instruments: readonly ListedInstrument[]
  readonly today: (timeZone: string) => Day
}

/** A check with its reviewed diagnosis; 'too-early' before the close, undefined where this workspace has no such check. */
export async function findDiagnosis(
  scope: Scope,
  { checkId, instruments, today }: Asked,
): Promise<DiagnosedCheck | { readonly tooEarly: SurveyCheck } | undefined> {
  const check = await findSurveyCheck(scope, checkId)
  if (check === null) return undefined
  if (check.table === null) return { tooEarly: check }
  const previous = await findRoundBefore(scope, check)
  const stored = new Map([
    ['clarity-survey', { table: check.table, recall: check.recall, previous: previous?.table ?? null }],
  ])
  const reviews = await listReviews(scope, checkId)
  const diagnosis = diagnoseWithReviews(contributionsOf(instruments, stored), reviews, today(check.timeZone))
  return { check, stored, diagnosis }
}
