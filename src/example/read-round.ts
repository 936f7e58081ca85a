import type { AccountScope } from '../access/require-account.ts'
import { type CodingEvent, noTheme } from '../coding/coding.ts'
import { freezeCoding } from '../coding/freeze-coding.ts'
import { findCoding, keepEvent } from '../coding/queries.ts'
import type { CodingSubject } from '../coding/subject.ts'
import type { Scope } from '../database/scope.ts'
import { decideReview } from '../diagnosis/decide-review.ts'
import { reviewForm } from '../diagnosis/forms.ts'
import { findDiagnosis } from '../diagnosis/queries.ts'
import { saveReview } from '../diagnosis/review-queries.ts'
import { dayAt } from '../domain/day.ts'
import { readInstruments } from '../instruments/catalogue.ts'
import { prioritiesNamedSubject } from '../instruments/clarity-survey/assignment/named-subject.ts'
import { obstaclesSubject } from '../instruments/clarity-survey/assignment/obstacles-subject.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { themeOf } from './answers.ts'
import { obstacleThemeOf, obstacleThemes, type Round, type Theme } from './story.ts'

type CodingDeps = Pick<Dependencies, 'now' | 'random'>

/** What people named and what is in their way, coded by one coder and frozen. */
export async function codeTexts(
  deps: CodingDeps,
  scope: AccountScope,
  { checkId, round }: { readonly checkId: string; readonly round: Round },
): Promise<void> {
  const ids = new Map(round.priorities.map((theme, at) => [theme, `p${at + 1}`]))
  await codeAll(deps, scope, {
    ...{ checkId, subject: prioritiesNamedSubject, themes: [] },
    themeOf: (text) => ids.get(themeOf(text, round) as Theme) ?? noTheme,
  })
  await codeAll(deps, scope, {
    ...{ checkId, subject: obstaclesSubject, themes: Object.keys(obstacleThemes) },
    themeOf: (text) => obstacleThemeOf(text) ?? noTheme,
  })
}

type Coded = {
  readonly subject: CodingSubject
  readonly checkId: string
  readonly themes: readonly string[]
  readonly themeOf: (text: string) => string
}

async function codeAll(
  deps: CodingDeps,
  scope: AccountScope,
  { subject, checkId, themes, themeOf }: Coded,
): Promise<void> {
  if ((await subject.prepare({ deps, scope, checkId })) !== null) return
  const place = { checkId, subject: subject.code }
  const texts = (await findCoding(scope, place))?.coding.texts ?? []
  const events: CodingEvent[] = [
    ...themes.map((name): CodingEvent => ({ coder: 'lead', kind: 'add', theme: { id: name, name } })),
    ...[...Map.groupBy(texts, ({ text }) => themeOf(text))].map(
      ([theme, same]): CodingEvent => ({
        coder: 'lead',
        kind: 'assign',
        texts: same.map(({ id }) => id),
        theme,
      }),
    ),
  ]
  for (const [revision, event] of events.entries()) {
    const step = { ...place, revision, event, accountId: scope.accountId, now: deps.now() }
    if ((await keepEvent(scope, step)).outcome !== 'kept')
      throw new Error('A step of the example coding was not kept.')
  }
  const frozen = await freezeCoding(deps, scope, { subject, checkId, revision: events.length })
  if (frozen.outcome !== 'kept') throw new Error('The example coding was not frozen.')
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
