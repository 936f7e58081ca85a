import { findCheck } from '../checks/queries.ts'
import type { Scope } from '../database/scope.ts'
import { type DiagnosedCheck, findDiagnosis } from '../diagnosis/queries.ts'
import { dayAt } from '../domain/day.ts'
import type { ListedInstrument } from '../instruments/catalogue.ts'
import type { SurveyCheck } from '../instruments/clarity-survey/results/queries.ts'
import type { ReportInput } from './build-model.ts'
import { countCardExports, countRenewedLinks, findCollection, findWords } from './queries.ts'
import { readHistory } from './read-history.ts'

export type Draft = DiagnosedCheck & { readonly input: ReportInput }

type Asked = {
  readonly checkId: string
  readonly instruments: readonly ListedInstrument[]
  readonly now: Date
  readonly preparedBy: string
  readonly productVersion: string
}

/** Everything a report is made of, as it is now. */
export async function readDraft(
  scope: Scope,
  { checkId, instruments, now, preparedBy, productVersion }: Asked,
): Promise<Draft | { readonly tooEarly: SurveyCheck } | undefined> {
  const today = (timeZone: string) => dayAt(now, timeZone)
  const found = await findDiagnosis(scope, { checkId, instruments, today })
  if (found === undefined || 'tooEarly' in found) return found
  const details = await findCheck(scope, checkId)
  const { check, stored, diagnosis } = found
  if (details === undefined || check.table === null || check.closedAt === null) return undefined
  const input: ReportInput = {
    organisation: check.organisationName,
    check: check.name,
    preparedBy,
    contract: details.contract,
    timeZone: check.timeZone,
    isTrial: check.isTrial,
    releasedOn: dayAt(check.closedAt, check.timeZone),
    today: today(check.timeZone),
    issue: null,
    diagnosis,
    table: check.table,
    chapters: instruments.flatMap((each) =>
      stored.has(each.code) ? each.chapters(stored.get(each.code)) : [],
    ),
    history: await readHistory(scope, check, { instruments, now }),
    words: await findWords(scope, checkId),
    cardsExported: await countCardExports(scope, checkId),
    linksRenewed: await countRenewedLinks(scope, checkId),
    collection: await findCollection(scope, checkId),
    productVersion,
    changes: [],
    run: instruments.filter(({ code }) => stored.has(code)).map(({ code }) => code),
  }
  return { ...found, input }
}
