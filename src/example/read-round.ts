import type { Scope } from '../database/scope.ts'
import { decideReview } from '../diagnosis/decide-review.ts'
import { reviewForm } from '../diagnosis/forms.ts'
import { findDiagnosis } from '../diagnosis/queries.ts'
import { saveReview } from '../diagnosis/review-queries.ts'
import { dayAt } from '../domain/day.ts'
import { readInstruments } from '../instruments/catalogue.ts'
import { noneOfThem } from '../instruments/clarity-survey/assignment/choices.ts'
import { countRecall } from '../instruments/clarity-survey/assignment/count-recall.ts'
import { textKey } from '../instruments/clarity-survey/assignment/group-texts.ts'
import {
  listAssignments,
  listNamedBySide,
  listNamedTexts,
  lockAssignments,
  saveAssignments,
} from '../instruments/clarity-survey/assignment/queries.ts'
import { findSurveyCheck } from '../instruments/clarity-survey/results/queries.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { themeOf } from './answers.ts'
import type { Round } from './story.ts'

/** What people named, assigned to the agreed priorities and locked. */
export async function assignTexts(scope: Scope, checkId: string, round: Round): Promise<void> {
  const texts = await listNamedTexts(scope, checkId)
  const ids = new Map(round.priorities.map((theme, at) => [theme, `p${at + 1}`]))
  const choices = new Map(
    texts.map((text) => {
      const theme = themeOf(text, round)
      return [textKey(text), theme === undefined ? noneOfThem : (ids.get(theme) ?? noneOfThem)] as const
    }),
  )
  await saveAssignments(
    scope,
    checkId,
    [...choices].map(([key, choice]) => ({ key, choice })),
  )
  const table = (await findSurveyCheck(scope, checkId))?.table ?? null
  if (table === null) throw new Error('The example check was not closed.')
  await lockAssignments(scope, checkId, async (trx) =>
    countRecall(table, await listNamedBySide(trx, checkId), await listAssignments(trx, checkId)),
  )
}

/** What a consultant would do on a first reading: everything the machine found is accepted as it stands. */
export async function acceptFindings(
  { translate, now }: Pick<Dependencies, 'translate' | 'now'>,
  scope: Scope,
  checkId: string,
): Promise<void> {
  const today = (timeZone: string) => dayAt(now(), timeZone)
  const found = await findDiagnosis(scope, { checkId, instruments: await readInstruments(), today })
  if (found === undefined || 'tooEarly' in found) throw new Error('The example check was not closed.')
  const form = reviewForm.parse({ act: 'accept', mark: 'new' })
  for (const { machine, standing } of found.diagnosis.findings) {
    if (standing === 'silent') continue
    const review = decideReview(form, {
      machine,
      known: null,
      say: (text) => translate.say('en', text),
      today: today(found.check.timeZone),
    })
    await saveReview(scope, checkId, { target: machine.target, mark: form.mark, review })
  }
}
