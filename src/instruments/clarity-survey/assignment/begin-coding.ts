import type { Theme } from '../../../coding/coding.ts'
import { beginCoding, hasBegun } from '../../../coding/queries.ts'
import type { Preparing } from '../../../coding/subject.ts'
import { type Message, message } from '../../../domain/message.ts'
import { findSurveyCheck, type SurveyCheck } from '../results/queries.ts'
import { groupTexts } from './group-texts.ts'
import { listTexts, type OpenQuestion } from './queries.ts'

/** `refuse`: why this question is not coded in this check, null when it is. `themes` where they are given. */
export type Asked = {
  readonly question: OpenQuestion
  readonly refuse: (check: SurveyCheck) => Message | null
  readonly themes: ((check: SurveyCheck) => readonly Theme[]) | null
}

/** Lays out what people wrote once the check is closed. Why there is nothing to code, else null. */
export async function beginTexts(
  { deps, scope, checkId }: Preparing,
  { question, refuse, themes }: Asked,
): Promise<Message | null> {
  const place = { checkId, subject: question }
  if (await hasBegun(scope, place)) return null
  const check = await findSurveyCheck(scope, checkId)
  if (check === null || check.table === null) return message('assignment.not-closed')
  const refusal = refuse(check)
  if (refusal !== null) return refusal
  const texts = groupTexts(await listTexts(scope, checkId, question), question)
  if (texts.length === 0) return message('assignment.too-few', { fewest: check.table.rule.texts })
  const given = themes === null ? {} : { themes: themes(check) }
  await beginCoding(scope, {
    ...{ ...place, ...given, texts },
    languages: check.languages,
    names: [check.organisationName, ...check.table.groups.map(({ name }) => name)],
    now: deps.now(),
    random: deps.random,
  })
  return null
}
