import t from 'tap'
import type { RecallCounts } from '../../../src/domain/disclosure/read-recall.ts'
import { illusionEvidence } from '../../../src/instruments/clarity-survey/illusion-evidence.ts'
import { type SurveyResults, staffRecall } from '../../../src/instruments/clarity-survey/scoring.ts'
import { aTable, type TableGiven } from './table-builder.ts'

const priorities = ['Keep customers', 'Second warehouse', 'Faster delivery']

function evidenceOf(given: Partial<TableGiven>, staff: RecallCounts | null = null) {
  const table = aTable({ items: ['S1', 'S3'], teams: {}, priorities, ...given })
  const recall: SurveyResults['recall'] = staff === null ? null : { version: 1, sides: { staff } }
  return illusionEvidence(table, staffRecall({ table, recall }))
}

const told = (evidence: ReturnType<typeof evidenceOf>) =>
  evidence.map((each) => `${each.signal} ${each.direction} ${each.strength}`)

/** Leaders expect so many points more of S1 than the half of staff who agree. */
const expecting = (points: number, teams: TableGiven['teams'] = { Sales: { answered: 1000, percent: 50 } }) =>
  evidenceOf({ items: ['S1'], teams, estimates: { S1: 50 + points } })

t.test('the assumption gap supports by its size, in whole points', async (t) => {
  t.same(told(expecting(30)), ['assumption-gap supports 3'])
  t.same(told(expecting(29.4)), ['assumption-gap supports 2'])
  t.same(told(expecting(20)), ['assumption-gap supports 2'])
  t.same(told(expecting(19)), ['assumption-gap supports 1'])
  t.same(told(expecting(10)), ['assumption-gap supports 1'])
  t.same(told(expecting(9)), [])
  t.same(told(expecting(5)), [])
})

t.test('a small gap, or too little expected, contradicts with 1', async (t) => {
  t.same(told(expecting(4)), ['assumption-gap contradicts 1'])
  t.same(told(expecting(-25)), ['assumption-gap contradicts 1'])
})

t.test('a gap within the interval of the staff figure supports nothing', async (t) => {
  t.same(told(expecting(20, { Sales: { answered: 12, invited: 60, percent: 50 } })), [])
  t.same(told(expecting(20, { Sales: { answered: 120, invited: 200, percent: 50 } })), [
    'assumption-gap supports 2',
  ])
})

t.test('says so when the silent could still change it', async (t) => {
  const keys = (evidence: ReturnType<typeof evidenceOf>) => evidence[0]?.caveats.map((caveat) => caveat.key)
  const most = { Sales: { answered: 120, invited: 200, percent: 50 } }
  t.same(keys(expecting(20, most)), ['clarity-survey.caveat.probably'])
  t.same(keys(expecting(20)), [])
})

t.test('S1 and S3 each speak, other estimates do not', async (t) => {
  const evidence = evidenceOf({
    items: ['S1', 'S3', 'S5'],
    teams: { Sales: { answered: 1000, percent: 40 } },
    estimates: { S1: 70, S3: 60, S5: 90 },
  })
  t.same(told(evidence), ['assumption-gap supports 3', 'assumption-gap supports 2'])
  t.same(
    evidence.map((each) => each.about.id),
    ['S1', 'S3'],
  )
})

const naming = (all: number): RecallCounts => ({
  all,
  two: 0,
  one: 0,
  none: 100 - all,
  blank: 0,
  notCoded: 0,
})
const staff = { Sales: { answered: 100, percent: 50 } }
const recalled = (all: number) => told(evidenceOf({ teams: staff }, naming(all)))

t.test('the share naming all agreed priorities supports by how few they are', async (t) => {
  t.same(
    [20, 21, 40, 41, 60].map((all) => recalled(all)[0]),
    [
      'recall-all supports 3',
      'recall-all supports 2',
      'recall-all supports 2',
      'recall-all supports 1',
      'recall-all supports 1',
    ],
  )
  t.same([61, 79].map(recalled), [[], []])
  t.same(recalled(80), ['recall-all contradicts 2'])
})

t.test('blanks count as naming none, what was not coded does not count', async (t) => {
  const [evidence] = evidenceOf(
    { teams: staff },
    { all: 20, two: 0, one: 0, none: 0, blank: 60, notCoded: 20 },
  )
  t.equal(evidence?.figure, 25)
  t.match(evidence?.caveats[0], { key: 'clarity-survey.caveat.not-coded', values: { count: 20 } })
})

t.test('fewer coded texts than the profile asks for say nothing', async (t) => {
  const few: RecallCounts = { all: 1, two: 0, one: 0, none: 8, blank: 0, notCoded: 91 }
  t.same(told(evidenceOf({ teams: staff }, few)), [])
})

t.test('under 60 % participation it is one level weaker and never contradicts', async (t) => {
  const low = { Sales: { answered: 50, invited: 100, percent: 50 } }
  const counts = (all: number): RecallCounts => ({ ...naming(0), all, none: 50 - all })
  t.same(told(evidenceOf({ teams: low }, counts(5))), ['recall-all supports 2'])
  t.same(told(evidenceOf({ teams: low }, counts(45))), [])
})
