import t from 'tap'
import { itemRows } from '../../../src/domain/evidence-rules.ts'
import { itemEvidence } from '../../../src/instruments/clarity-survey/item-evidence.ts'
import { aTable, type TableGiven } from './table-builder.ts'

const told = (given: TableGiven) =>
  itemEvidence(aTable(given)).map((each) => `${each.speaksFor} ${each.direction} ${each.strength}`)

/** Everyone answers and agrees alike, so that the figure is exact. */
const unanimous = (items: readonly string[], percent: number) => ({
  items,
  teams: { Sales: { answered: 1000, percent } },
})

// One line a row of the rule table of spec 08: what 35, 50, 65 and 80 % of staff make of it.
const rows = {
  'S6-O1': [
    'set-and-forget supports 3',
    'set-and-forget supports 2',
    'set-and-forget supports 1',
    'set-and-forget contradicts 2',
  ],
  C3: ['tying-pay supports 2', 'tying-pay supports 1', undefined, 'tying-pay contradicts 1'],
  O7: ['talent-gaps supports 2', 'talent-gaps supports 1', undefined, 'talent-gaps contradicts 1'],
  'S4-S5-O5': [
    'leadership supports 2',
    'leadership supports 2',
    'leadership supports 1',
    'leadership contradicts 1',
  ],
  'C1-C2': [
    'fear-of-failure supports 3',
    'fear-of-failure supports 2',
    'fear-of-failure supports 1',
    'fear-of-failure contradicts 2',
  ],
  O2: ['rhythm supports 2', 'rhythm supports 1', undefined, 'rhythm contradicts 1'],
  'O3-O4': [
    'decision-rights supports 2',
    'decision-rights supports 2',
    'decision-rights supports 1',
    'decision-rights contradicts 1',
  ],
}

t.same(
  itemRows.map((row) => row.signal),
  Object.keys(rows),
  'every row of the table is tested here',
)
for (const row of itemRows) {
  t.test(`${row.signal} speaks for ${row.target} within the caps of its row`, async (t) => {
    const levels = [35, 50, 65, 80].map((percent) => told(unanimous(row.items, percent))[0])
    t.same(levels, rows[row.signal as keyof typeof rows])
    t.same(told(unanimous(row.items, 72)), [], 'between the levels it says nothing')
  })
}

t.test('agreement with a reversed item is bad news', async (t) => {
  const [evidence] = itemEvidence(aTable(unanimous(['C3'], 30)))
  t.equal(evidence?.figure, 30, '30 % rejected the statement')
  t.equal(evidence?.direction, 'supports')
})

t.test('a row of which one statement was dropped counts as a single item, and says so', async (t) => {
  const [evidence] = itemEvidence(aTable(unanimous(['O1'], 30)))
  t.equal(evidence?.strength, 2)
  t.same(
    evidence?.caveats.map((caveat) => caveat.key),
    ['clarity-survey.caveat.single-item', 'clarity-survey.caveat.items-missing'],
  )
  t.equal(evidence?.says.key, 'clarity-survey.says.some-items')
})

t.test('leaders do not soften what staff say', async (t) => {
  const given = { ...unanimous(['S6', 'O1'], 30), leaders: { answered: 500, percent: 100 } }
  t.same(told(given), ['set-and-forget supports 3'])
})

t.test('says why by the statement that pulls the row down', async (t) => {
  const table = (percent: Record<string, number>) =>
    aTable({ items: ['S6', 'O1'], teams: { Sales: { answered: 1000, percent } } })
  t.equal(itemEvidence(table({ S6: 20, O1: 40 }))[0]?.because?.key, 'clarity-survey.because.S6-O1.S6')
  t.equal(itemEvidence(table({ S6: 40, O1: 20 }))[0]?.because?.key, 'clarity-survey.because.S6-O1.O1')
  t.equal(itemEvidence(table({ S6: 90, O1: 90 }))[0]?.because, null, 'a contradiction has no why')
})

t.test('few answers widen the interval and weaken the evidence', async (t) => {
  const few = { items: ['S6', 'O1'], teams: { Sales: { answered: 120, invited: 200, percent: 35 } } }
  t.same(told(few), ['set-and-forget supports 3'])
  t.same(told({ ...few, teams: { Sales: { answered: 18, invited: 30, percent: 33 } } }), [
    'set-and-forget supports 2',
  ])
})

t.test('under 60 % participation it is one level weaker and never contradicts', async (t) => {
  const low = (percent: number) => ({
    items: ['S6', 'O1'],
    teams: { Sales: { answered: 590, invited: 1000, percent } },
  })
  t.same(told(low(20)), ['set-and-forget supports 2'])
  t.same(told(low(95)), [])
})

t.test('one shown group under 60 keeps a row from contradicting', async (t) => {
  const teams = (percent: number) => ({
    items: ['S6', 'O1'],
    teams: { Sales: { answered: 900, percent: 90 }, Depot: { answered: 20, percent } },
  })
  t.same(told(teams(60)), ['set-and-forget contradicts 2'])
  t.same(told(teams(55)), [])
})

t.test('a group far below a sound company is local evidence of 2', async (t) => {
  const given = (depot: number, answered = 20) => ({
    items: ['O7'],
    teams: { Sales: { answered: 180, percent: 80 }, Depot: { answered, percent: depot } },
  })
  const [evidence, ...others] = itemEvidence(aTable(given(40)))
  t.same(others, [])
  t.match(evidence, {
    id: 'clarity-survey.O7.Depot',
    strength: 2,
    direction: 'supports',
    local: { id: 'Depot', name: 'Depot' },
    says: { key: 'clarity-survey.says.local', values: { group: 'Depot', rest: 80 } },
  })
  t.same(told(given(45)), [], 'not over 40')
  t.same(told(given(33, 9)), [], 'not with fewer than ten answers')
})

t.test('local evidence says of whom too few answered', async (t) => {
  const given = (sales: number, depot: number) => ({
    items: ['O7'],
    teams: {
      Sales: { answered: 180, invited: sales, percent: 80 },
      Depot: { answered: 20, invited: depot, percent: 20 },
    },
  })
  const [inGroup] = itemEvidence(aTable(given(190, 40))).filter((each) => each.local !== null)
  t.match(inGroup, {
    strength: 1,
    caveats: [
      { key: 'clarity-survey.caveat.low-participation-in', values: { participation: 50, group: 'Depot' } },
    ],
  })
  const [everywhere] = itemEvidence(aTable(given(400, 22))).filter((each) => each.local !== null)
  t.match(everywhere?.caveats, [
    { key: 'clarity-survey.caveat.low-participation', values: { participation: 47 } },
  ])
})

t.test(
  'a group that has lost sight of the goals is local evidence of the illusion, the company is not',
  async (t) => {
    const given = (engineering: number) => ({
      items: ['S1', 'S3'],
      teams: {
        Sales: { answered: 110, percent: { S1: 60, S3: 80 } },
        Engineering: { answered: 38, percent: { S1: 60, S3: engineering } },
      },
    })
    const evidence = itemEvidence(aTable(given(11)))
    t.match(evidence, [
      {
        id: 'clarity-survey.S3.Engineering',
        speaksFor: 'illusion',
        strength: 2,
        because: { key: 'clarity-survey.because.S3.S3' },
        local: { name: 'Engineering' },
      },
    ])
    t.equal(evidence.length, 1, 'not S1, which is the same in both')
    t.same(
      itemEvidence(aTable(given(80))),
      [],
      'high figures of S1 and S3 speak against nothing by themselves',
    )
  },
)

t.test('nothing is local when the company as a whole is not sound', async (t) => {
  const given = {
    items: ['O7'],
    teams: { Sales: { answered: 100, percent: 59 }, Depot: { answered: 20, percent: 30 } },
  }
  t.notOk(itemEvidence(aTable(given)).some((each) => each.local !== null))
})

t.test('nothing is local when chance could explain the gap', async (t) => {
  const given = {
    items: ['O7'],
    teams: {
      Sales: { answered: 20, invited: 60, percent: 75 },
      Depot: { answered: 10, invited: 60, percent: 40 },
    },
  }
  t.notOk(itemEvidence(aTable(given)).some((each) => each.local !== null))
})

t.test('an empty table is no evidence', async (t) => {
  t.same(itemEvidence(aTable({ items: ['S1', 'S6', 'O1'], teams: {} })), [])
})
