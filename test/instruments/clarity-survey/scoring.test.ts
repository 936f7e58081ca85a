import t from 'tap'
import { isHidden } from '../../../src/domain/disclosure/read-released.ts'
import { scoreSurvey } from '../../../src/instruments/clarity-survey/scoring.ts'
import { cpuMsOf } from '../../support/cpu-time.ts'
import { aTable, type TableGiven } from './table-builder.ts'

const teams = {
  Sales: { answered: 40, invited: 50, percent: { S1: 80, O5: 40 } },
  Depot: { answered: 20, invited: 25, percent: { S1: 20, O5: 60 } },
}
const leaders = { answered: 7, percent: { S1: 100, O5: 57 } }
const scores = (given: Partial<TableGiven> = {}) =>
  scoreSurvey({
    table: aTable({ items: ['S1', 'O5'], teams, leaders, ...given }),
    recall: null,
    previous: null,
  })

t.test('the heatmap has every shown group and what is hidden, with the group it is counted in', async (t) => {
  const { heatmap } = scores({
    hidden: [{ id: 'van', name: 'Van', countedIn: 'Depot', reason: 'too-few-answers' }],
  })
  t.same(
    heatmap.rows.map((row) => row.group.name),
    ['Company', 'All staff', 'Sales', 'Depot', 'leadership'],
  )
  t.match(heatmap.hidden, [{ name: 'Van', countedIn: 'Depot', reason: 'too-few-answers' }])
  t.same(
    heatmap.rows[2]?.cells.map((cell) => [
      cell.code,
      isHidden(cell.figure) ? null : Number(cell.figure.figure.value),
      cell.level,
    ]),
    [
      ['S1', 80, 'very-high'],
      ['O5', 40, 'middle'],
    ],
  )
})

t.test('teams are compared with all other staff, leadership and the whole are not', async (t) => {
  const cells = scores().heatmap.rows.map(
    (row) => [row.group.name, row.cells[0]?.againstRest ?? null] as const,
  )
  t.same(
    cells.filter(([, against]) => against !== null).map(([name]) => name),
    ['Sales', 'Depot'],
  )
  const [, depot] = cells[3] ?? []
  t.match(depot, { gap: { points: -60 }, mark: { size: 'large', evidence: 'solid' } })
})

t.test('a large, solid difference stands out and is told in people where the group is small', async (t) => {
  const below = scores().standouts.find((each) => each.code === 'S1')
  t.match(below, { code: 'S1', direction: 'below', group: { name: 'Depot' } })
  t.match(below?.says.values, {
    group: 'Depot',
    share: { key: 'clarity-survey.share.exact', values: { x: 4, n: 20 } },
    rest: { key: 'clarity-survey.share.percent', values: { share: 80 } },
    points: { key: 'clarity-survey.standout.size.exact', values: { points: 60 } },
  })
})

t.test('a difference whose one side is near none is told as the least that it can be', async (t) => {
  const table = aTable({
    items: ['S1'],
    teams: { Sales: { answered: 80, percent: 80 }, Depot: { answered: 10, percent: 10 } },
  })
  const [depot] = scoreSurvey({ table, recall: null, previous: null }).standouts.filter(
    ({ direction }) => direction === 'below',
  )
  t.match(depot?.points.points, {
    key: 'clarity-survey.standout.size.at-least',
    values: { points: 60 },
  })
})

t.test('the perception gap is leadership minus staff, widest first', async (t) => {
  const gaps = scores().perceptionGaps ?? []
  t.same(
    gaps.map((gap) => gap.code),
    ['S1', 'O5'],
  )
  t.match(
    gaps[0]?.gap,
    { words: { kind: 'at-least' }, gap: { points: 40 } },
    'all 7 of 7 is told as at least 5',
  )
})

t.test('without a leadership unit there is no perception gap', async (t) => {
  const table = aTable({ items: ['S1'], teams })
  t.equal(scoreSurvey({ table, recall: null, previous: null }).perceptionGaps, null)
})

t.test('the assumption gap is what leaders expected minus what staff said', async (t) => {
  const [gap] = scores({ estimates: { S1: 90 } }).assumptionGaps
  t.match(gap, { about: 'S1', gap: { points: 30, reading: 'over-estimated' } })
  t.same(scores().assumptionGaps, [], 'none without estimates')
})

t.test('pillars and symptom areas are means of the items that were asked', async (t) => {
  const staff = scores().means.find((each) => each.group.name === 'All staff')
  const strategic = staff?.pillars.strategic
  t.match(strategic, { items: ['S1'], figure: { value: 60 } })
  t.match(staff?.pillars.cultural, { hidden: 'not-asked' })
  t.match(staff?.areas.speed, { items: ['O5'] })
})

t.test('perceived stands beside demonstrated, with blanks apart', async (t) => {
  const table = aTable({ items: ['S1'], teams, priorities: ['One', 'Two', 'Three'] })
  const recall = {
    version: 1,
    sides: { staff: { all: 12, two: 12, one: 18, none: 6, blank: 12, notCoded: 0 } },
  } as const
  const [staff] = scoreSurvey({ table, recall, previous: null }).demonstrated
  t.match(staff, {
    side: 'staff',
    perceived: { figure: { value: 60 } },
    demonstrated: { n: 60, all: 20, two: 20, one: 30, none: 30, blank: 20 },
    namesAll: { figure: { value: 20 } },
  })
})

t.test('demonstrated clarity is hidden before coding is locked', async (t) => {
  const table = aTable({ items: ['S1'], teams, priorities: ['One'] })
  const [staff] = scoreSurvey({ table, recall: null, previous: null }).demonstrated
  t.match(staff?.demonstrated, { hidden: 'not-asked' })
})

t.test('team by priority is in numbers for large groups and in words for small ones', async (t) => {
  const lineOfSight = { p1: 12, p2: 0, none: 6, 'cant-say': 2 }
  const { priorityMatrix } = scores({
    priorities: ['One', 'Two'],
    teams: {
      Sales: { answered: 40, percent: 50, lineOfSight: { p1: 30, p2: 5, none: 5, 'cant-say': 0 } },
      Depot: { answered: 20, percent: 50, lineOfSight },
    },
    leaders: { answered: 7, percent: 50, lineOfSight: { p1: 7, p2: 0, none: 0, 'cant-say': 0 } },
  })
  t.same(
    priorityMatrix?.options.map((option) => option.id),
    ['p1', 'p2', 'none', 'cant-say'],
  )
  t.match(priorityMatrix?.rows[2]?.line, { kind: 'numbers', counts: { p1: 30 } })
  t.match(priorityMatrix?.rows[3]?.line, { kind: 'words', words: { p1: 'most', p2: 'few', none: 'some' } })
  t.equal(scores().priorityMatrix, null, 'none without agreed priorities')
})

t.test('rounds are compared for groups shown in both and items asked in both', async (t) => {
  const table = aTable({ items: ['S1', 'O5'], teams, leaders })
  const previous = aTable({ items: ['S1', 'S2'], teams: { Sales: { answered: 40, percent: 50 } } })
  const { changes } = scoreSurvey({ table, recall: null, previous })
  t.same(
    changes?.map((change) => [change.group.name, change.membershipChanged]),
    [
      ['Company', true],
      ['Sales', false],
    ],
  )
  t.match(changes?.[1]?.items, [{ code: 'S1', change: { gap: { points: 30 }, mark: { evidence: 'solid' } } }])
})

t.test('an empty table gives empty scores', async (t) => {
  t.match(scoreSurvey({ table: aTable({ items: ['S1'], teams: {} }), recall: null, previous: null }), {
    heatmap: { rows: [] },
    means: [],
    perceptionGaps: null,
    demonstrated: [],
    standouts: [],
  })
})

t.test('forty groups and twenty items are scored in a blink', async (t) => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `Team ${at}`,
      { answered: 30 + at, invited: 40 + at, percent: 30 + at },
    ]),
  )
  const items = 'S1 S2 S3 S4 S5 S6 O1 O2 O3 O4 O5 O7 C1 C2 C3 C4 C5 C6 C7 C8'.split(' ')
  const table = aTable({ items, teams: many, leaders })
  scoreSurvey({ table, recall: null, previous: null })
  const took = await cpuMsOf(() => scoreSurvey({ table, recall: null, previous: null }))
  t.comment(`${took.toFixed(1)} ms`)
  t.ok(took < 200, `took ${took} ms`)
})
