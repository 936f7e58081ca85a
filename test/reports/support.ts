import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { judgedTargets } from '../../src/diagnosis/findings.ts'
import type { Review } from '../../src/diagnosis/review.ts'
import { diagnoseWithReviews } from '../../src/diagnosis/reviewed-diagnosis.ts'
import { contractOf } from '../../src/domain/anonymity-contract.ts'
import type { ReleasedRecall } from '../../src/domain/disclosure/released-recall.ts'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import type { Message } from '../../src/domain/message.ts'
import { readInstruments } from '../../src/instruments/catalogue.ts'
import { buildModel, type ReportInput } from '../../src/reports/build-model.ts'
import type { ReportModel } from '../../src/reports/model.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

const [survey] = await readInstruments()
const translate = readCatalogue()
export const say = (text: Message) => translate.say('en', text)
export const today = '2026-11-20'

export type Released = {
  readonly table: ReleasedTable
  readonly recall?: ReleasedRecall | null
  readonly previous?: ReleasedTable | null
  /** By target; without it every finding that can be is accepted. */
  readonly reviews?: Readonly<Record<string, Partial<Review>>>
}

/** The report of what was released, with no database and no clock. */
export function reportOf(released: Released, more: Partial<ReportInput> = {}): ReportModel {
  if (survey === undefined) throw new Error('There is no survey')
  const results = {
    table: released.table,
    recall: released.recall ?? null,
    previous: released.previous ?? null,
  }
  const contributions = [survey.contribute(results)]
  const diagnosis = diagnoseWithReviews(contributions, reviewsOf(released, contributions), today)
  return buildModel(
    {
      organisation: 'Kestrel Payments',
      check: 'Q4 2026',
      preparedBy: 'Northgate Advisory',
      contract: contractOf({
        profile: released.table.profile,
        rule: released.table.rule,
        viewers: 'everyone who was invited',
        runBy: 'Robin Example',
        protocol: 'trial',
      }),
      timeZone: 'Europe/Berlin',
      isTrial: true,
      releasedOn: '2026-11-15',
      today,
      issue: { version: 1, on: today },
      diagnosis,
      table: released.table,
      chapters: survey.chapters(results),
      history: [],
      words: { headline: null, sentences: null },
      cardsExported: { times: 0, cards: 0 },
      linksRenewed: 0,
      collection: { lost: 0, unreadable: 0 },
      productVersion: '0.1.0',
      changes: [],
      run: ['clarity-survey'],
      ...more,
    },
    { language: 'en', say },
  )
}

function reviewsOf({ reviews }: Released, contributions: Parameters<typeof diagnose>[0]) {
  const verdicts = new Map(diagnose(contributions).findings.map(({ target, verdict }) => [target, verdict]))
  const accepted = Object.fromEntries(judgedTargets.map((target) => [target, { state: 'accepted' as const }]))
  return new Map(
    Object.entries(reviews ?? accepted).map(([target, given]): [string, Review] => [
      target,
      {
        state: 'accepted',
        verdict: verdicts.get(target as (typeof judgedTargets)[number]) ?? '',
        wording: null,
        whyHere: null,
        remedy: null,
        firstStep: null,
        owner: null,
        dueOn: null,
        dismissal: null,
        ...given,
      },
    ]),
  )
}

/** Every string anywhere in a value. */
export function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(stringsIn)
}
