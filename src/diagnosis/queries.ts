import type { Scope } from '../database/scope.ts'
import type { Day } from '../domain/day.ts'
import type { ListedInstrument } from '../instruments/catalogue.ts'
import { findSurveyCheck, type SurveyCheck } from '../instruments/clarity-survey/results/queries.ts'
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
  const stored = await loadResults(scope, checkId, instruments)
  const reviews = await listReviews(scope, checkId)
  const diagnosis = diagnoseWithReviews(contributionsOf(instruments, stored), reviews, today(check.timeZone))
  return { check, stored, diagnosis }
}

async function loadResults(
  scope: Scope,
  checkId: string,
  instruments: readonly ListedInstrument[],
): Promise<ReadonlyMap<string, unknown>> {
  const stored = new Map<string, unknown>()
  for (const { code, load } of instruments) {
    const results = await load(scope, checkId)
    if (results !== null) stored.set(code, results)
  }
  return stored
}
