import type { Scope } from '../database/scope.ts'
import { findDiagnosis } from '../diagnosis/queries.ts'
import { dayAt } from '../domain/day.ts'
import type { ListedInstrument } from '../instruments/catalogue.ts'
import type { SurveyCheck } from '../instruments/clarity-survey/results/queries.ts'
import { type PastRound, verdictsIn } from './build-history.ts'
import type { ReportModel } from './model.ts'
import { findLastReport, listRoundsBefore } from './queries.ts'

const mostRounds = 3

type Reading = { readonly instruments: readonly ListedInstrument[]; readonly now: Date }

/** What the last rounds before this one found, the oldest first. */
export async function readHistory(
  scope: Scope,
  check: SurveyCheck,
  reading: Reading,
): Promise<readonly PastRound[]> {
  if (check.closedAt === null) return []
  const { organisationId, closedAt } = check
  const rounds = await listRoundsBefore(scope, { organisationId, closedAt, most: mostRounds })
  const read = await Promise.all(rounds.map((round) => readRound(scope, round, reading)))
  return read.filter((round) => round !== null).toReversed()
}

/** As the report of that round says; where none was issued, as it would say today. */
async function readRound(
  scope: Scope,
  { id, name }: { readonly id: string; readonly name: string },
  { instruments, now }: Reading,
): Promise<PastRound | null> {
  const issued = await findLastReport(scope, id)
  if (issued !== undefined) return { name, isIssued: true, verdicts: verdictsPrinted(issued.model) }
  const today = (timeZone: string) => dayAt(now, timeZone)
  const found = await findDiagnosis(scope, { checkId: id, instruments, today })
  if (found === undefined || 'tooEarly' in found) return null
  return { name, isIssued: false, verdicts: verdictsIn(found.diagnosis) }
}

function verdictsPrinted({ pageOne, findings }: ReportModel): PastRound['verdicts'] {
  return new Map([...pageOne.verdicts, ...findings].map(({ target, verdict }) => [target, verdict]))
}
