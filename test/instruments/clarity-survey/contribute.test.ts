import t from 'tap'
import { diagnose } from '../../../src/diagnosis/diagnose.ts'
import { contribute } from '../../../src/instruments/clarity-survey/contribute.ts'
import { coreItems } from '../../../src/instruments/clarity-survey/items.ts'
import type { SurveyResults } from '../../../src/instruments/clarity-survey/scoring.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'
import { messagesIn } from '../../support/messages-in.ts'
import { aTable, type TableGiven } from './table-builder.ts'

const translate = readCatalogue()
const items = coreItems.map((item) => item.code)
const given: TableGiven = {
  items,
  teams: {
    Product: {
      answered: 60,
      invited: 70,
      percent: { S1: 58, S3: 62, S6: 30, O1: 34, O3: 33, O4: 30, C4: 82, C7: 84, O7: 70, C1: 72 },
    },
    Depot: {
      answered: 24,
      invited: 30,
      percent: { S1: 50, S3: 20, S6: 25, O1: 30, O3: 30, O4: 34, C4: 80, C7: 80, O7: 60, C1: 40 },
    },
  },
  leaders: { answered: 7, percent: 86 },
  estimates: { S1: 80, S3: 85, 'all-priorities': 60 },
  priorities: ['Keep customers', 'Second warehouse', 'Faster delivery'],
}
const results = (change: Partial<TableGiven> = {}): SurveyResults => ({
  table: aTable({ ...given, ...change }),
  recall: { version: 1, sides: { staff: { all: 14, two: 20, one: 25, none: 10, blank: 15, notCoded: 0 } } },
  previous: null,
})

t.test('the survey speaks for all pitfalls, both root causes and the illusion', async (t) => {
  t.same(contribute(results()).examined, [
    'set-and-forget',
    'tying-pay',
    'talent-gaps',
    'leadership',
    'fear-of-failure',
    'rhythm',
    'decision-rights',
    'illusion',
  ])
})

t.test('a dropped row is not examined', async (t) => {
  const { examined } = contribute(results({ items: items.filter((code) => code !== 'C3') }))
  t.notOk(examined.includes('tying-pay'))
})

t.test('page one holds what leaders expected beside what was found', async (t) => {
  const [recall, says] = contribute(results()).expectations
  t.match(recall, { expected: 60, uncertainty: { word: 'well-established' } })
  t.equal(Math.round(recall?.found ?? 0), 17)
  t.match(says, { id: 'clarity-survey.expected-S1', expected: 80 })
})

t.test('keeps what works everywhere, the best first', async (t) => {
  t.same(
    contribute(results()).strongPoints.map((point) => point.id),
    ['clarity-survey.keep-C7', 'clarity-survey.keep-C4'],
    'not O7, which is under 70 overall, and not C1, which is weak in one group',
  )
  const few = results({ teams: { Product: { answered: 20, invited: 60, percent: 95 } } })
  t.same(contribute(few).strongPoints, [], 'nothing when few answered')
})

t.test('what people say they could list is not kept where they cannot name it', async (t) => {
  const teams = { Product: { answered: 90, percent: { S1: 85 } } }
  const kept = (all: number) => {
    const staff = { all, two: 0, one: 0, none: 84 - all, blank: 0, notCoded: 0 }
    const { strongPoints } = contribute({ ...results({ teams }), recall: { version: 1, sides: { staff } } })
    return strongPoints.map(({ id }) => id)
  }
  t.same(kept(20), [])
  t.same(kept(60), ['clarity-survey.keep-S1'])
})

t.test('priorities that were agreed after people were asked speak for nothing', async (t) => {
  const asked = results()
  const agreed = asked.table.priorities
  const later = contribute({ ...asked, recall: { version: 1, sides: {}, ...asked.recall, agreed } })
  t.notOk(later.evidence.some(({ signal }) => signal === 'recall-all'))
  t.notOk(later.components.some(({ name }) => name === 'recall'))
  t.match(later.expectations[0]?.subject.key, /later$/)
  t.ok(later.unknowns.some(({ key }) => key === 'clarity-survey.unknown.agreed-later'))
  t.ok(contribute(asked).evidence.some(({ signal }) => signal === 'recall-all'))
})

t.test('a pilot could start where nothing speaks against it', async (t) => {
  t.same(
    contribute(results()).pilotCandidates.map((candidate) => candidate.name),
    ['Product'],
  )
})

t.test('says what it could not see', async (t) => {
  const keys = (given: SurveyResults) => contribute(given).unknowns.map((unknown) => unknown.key)
  t.same(keys(results()), [])
  t.same(
    keys({ table: aTable({ items, teams: given.teams, priorities: ['One'] }), recall: null, previous: null }),
    ['clarity-survey.unknown.no-leaders', 'clarity-survey.unknown.not-coded'],
  )
  t.same(keys({ table: aTable({ items, teams: {} }), recall: null, previous: null }), [
    'clarity-survey.unknown.no-staff-figures',
  ])
})

t.test('an empty table examines nothing and diagnoses nothing', async (t) => {
  const contribution = contribute({ table: aTable({ items, teams: {} }), recall: null, previous: null })
  t.same(contribution.examined, [])
  t.ok(diagnose([contribution]).findings.every((finding) => finding.verdict === 'not-examined'))
})

t.test('the survey alone makes nothing evident', async (t) => {
  const { findings, pageOne } = diagnose([contribute(results())])
  t.same(
    findings.map((finding) => [finding.target, finding.verdict]),
    [
      ['set-and-forget', 'likely'],
      ['tying-pay', 'not-enough'],
      ['talent-gaps', 'not-enough'],
      ['leadership', 'pointed-to'],
      ['fear-of-failure', 'not-enough'],
      ['rhythm', 'not-enough'],
      ['decision-rights', 'pointed-to'],
      ['illusion', 'likely'],
    ],
  )
  t.equal(pageOne.headline.key, 'diagnosis.headline.illusion.established')
})

t.test('everything it says is in the catalogue, with all its places filled', async (t) => {
  const tables = [30, 45, 62, 85].flatMap((percent) =>
    [12, 400].map((answered) =>
      results({ teams: { Product: { answered, percent }, Depot: { answered, percent: 20 } } }),
    ),
  )
  for (const each of [...tables, results()]) {
    const contribution = contribute(each)
    for (const message of messagesIn([contribution, diagnose([contribution])])) {
      t.notMatch(translate.say('en', message), /[{}]|undefined|NaN/, message.key)
    }
  }
})

t.test('a sentence reads as a sentence', async (t) => {
  const says = (name: string, given: SurveyResults) => {
    const evidence = contribute(given).evidence.find((each) => each.id === `clarity-survey.${name}`)
    return evidence === undefined ? null : translate.say('en', evidence.says).replaceAll('\u00a0', ' ')
  }
  t.equal(
    says('O3-O4', results()),
    'On average 32 % of staff know who decides when several teams are affected and find that decisions come quickly (28 to 36 %).',
  )
  t.equal(
    says('recall-all', results()),
    '17 % of staff named all three agreed priorities in their own words (14 to 20 %).',
  )
  t.equal(
    says('O7', results({ teams: { Product: { answered: 12, percent: 33 } } })),
    '4 of 12 staff say that their team has the skills which this quarter’s priorities need (everyone answered).',
  )
})
