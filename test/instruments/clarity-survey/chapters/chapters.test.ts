import t from 'tap'
import type { Chapter, Exhibit } from '../../../../src/domain/chapter.ts'
import type { ReleasedTable } from '../../../../src/domain/disclosure/released-table.ts'
import { surveyChapters } from '../../../../src/instruments/clarity-survey/chapters/chapters.ts'
import { kestrel, kestrelBefore, kestrelRecall } from '../../../support/kestrel.ts'
import { aSurvey, releasedTableOf, type Survey } from '../../../support/released.ts'

const chaptersOf = (table: ReleasedTable, previous: ReleasedTable | null = null) =>
  surveyChapters({ table, recall: null, previous })
const exhibitIn = (chapters: readonly Chapter[], id: string): Exhibit | undefined =>
  chapters.flatMap((chapter) => chapter.exhibits).find((exhibit) => exhibit.id === id)

const withLeaders = (leaders: Survey['leaders']) => releasedTableOf({ ...kestrel, leaders })

t.test('names the statement on which leaders stand furthest above staff', async (t) => {
  const [gap] = chaptersOf(releasedTableOf(kestrel))
  t.equal(gap?.title.key, 'chapters.gap.leaders-above')
  t.same(gap?.title.values, { item: { key: 'clarity-survey.short.S5' } })
})

t.test('where chance is not ruled out it never says that there is no difference', async (t) => {
  const team = { name: 'North', invited: 40, answered: 6, share: 0.5 }
  const few = { departments: { Sales: [team] }, leaders: { invited: 7, answered: 5, share: 0.5 } }
  const [gap] = chaptersOf(releasedTableOf({ ...aSurvey, ...few }))
  t.equal(gap?.title.key, 'chapters.gap.cannot-tell')
})

t.test('without a leadership unit there is no gap, and the chapter says so', async (t) => {
  const chapters = chaptersOf(withLeaders({ invited: 7, answered: 3, share: 0.7 }))
  t.equal(chapters[0]?.title.key, 'chapters.gap.no-leaders')
  t.equal(exhibitIn(chapters, 'gap-items'), undefined)
  t.ok(exhibitIn(chapters, 'gap-teams-strategic'))
})

t.test('a hidden team is drawn as hidden, with the place where it is counted', async (t) => {
  const heat = exhibitIn(chaptersOf(releasedTableOf(kestrel)), 'gap-teams-strategic')
  if (heat?.kind !== 'heat') return t.fail('there is no heatmap')
  const hidden = heat.rows.find(({ name }) => name === 'Partnerships')
  t.match(hidden, { cells: [], hidden: { values: { group: 'Marketing and brand + Partnerships', k: 5 } } })
  t.ok(
    heat.rows.filter((row) => row.hidden === null).every((row) => row.cells.length === heat.columns.length),
  )
})

t.test('a second round brings its chapter and its table, a first does not', async (t) => {
  const table = releasedTableOf(kestrel)
  const ids = (chapters: readonly Chapter[]) => chapters.map(({ id }) => id)
  t.same(ids(chaptersOf(table)), ['gap', 'all-items', 'expected-table'])
  t.same(ids(chaptersOf(table, releasedTableOf(kestrelBefore))), [
    'gap',
    'rounds',
    'all-items',
    'expected-table',
    'rounds-table',
  ])
})

t.test('the appendix has the figures of what leaders expected', async (t) => {
  const chapters = chaptersOf(releasedTableOf(kestrel))
  const drawn = exhibitIn(chapters, 'gap-expected')
  const table = exhibitIn(chapters, 'expected-figures')
  t.equal(drawn?.kind === 'paired' && drawn.rows.length, table?.kind === 'listing' && table.rows.length)
  t.same(
    table?.kind === 'listing' && table.rows.map((cells) => cells[0]),
    drawn?.kind === 'paired' && drawn.rows.map(({ label }) => label),
  )
})

t.test('what people named is shown once it is coded', async (t) => {
  const table = releasedTableOf(kestrel)
  t.equal(exhibitIn(chaptersOf(table), 'gap-perceived'), undefined)
  t.ok(exhibitIn(surveyChapters({ table, recall: kestrelRecall, previous: null }), 'gap-perceived'))
})

t.test('too few answers give no chapter at all', async (t) => {
  const nobody = { departments: { Sales: [{ name: 'North', invited: 20, answered: 3, share: 0.5 }] } }
  t.same(chaptersOf(releasedTableOf({ ...aSurvey, ...nobody })), [])
})

const noteIn = (table: ReleasedTable) => {
  const standouts = exhibitIn(chaptersOf(table), 'gap-standouts')
  return standouts?.kind === 'remarks' ? standouts.remarks.filter(({ lead }) => lead !== null) : []
}
const team = (name: string, share: Survey['leaders']['share'] | Readonly<Record<string, number>>) => ({
  name,
  invited: 48,
  answered: 40,
  share,
})
const two = (low: number, high: number) =>
  releasedTableOf({
    ...kestrel,
    departments: {
      East: [team('Core', { S3: low, S1: 0.6 })],
      West: [team('Sales', { S3: high, S1: 0.6 }), team('Help', { S3: high, S1: 0.6 })],
    },
  })

t.test(
  'the note on the team furthest below cites its local evidence and says how many see no priority',
  async (t) => {
    const [note, ...others] = noteIn(two(0.15, 0.9))
    t.match(note?.lead, { key: 'clarity-survey.apart.S3', values: { group: 'East', amount: 'few' } })
    t.match(note?.says, {
      values: { line: { key: 'chapters.matrix.line', values: { x: 16, n: 40 } } },
    })
    t.match(note?.cites, ['clarity-survey.S3.East', { id: 'clarity-survey.without-priority.East' }])
    t.same(others, [])
  },
)

t.test('where more than few agree the note says fewer, and cites a figure of its own', async (t) => {
  const [note] = noteIn(two(0.5, 0.9))
  t.match(note?.lead, { values: { amount: 'fewer' } })
  t.match(note?.cites[0], { id: 'clarity-survey.apart.East.S3' })
})

t.test('no team that stands below the others, no note', async (t) => {
  t.same(noteIn(two(0.7, 0.7)), [])
})
