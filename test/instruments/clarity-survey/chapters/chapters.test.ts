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
  t.same(ids(chaptersOf(table)), ['gap', 'all-items'])
  t.same(ids(chaptersOf(table, releasedTableOf(kestrelBefore))), [
    'gap',
    'rounds',
    'all-items',
    'rounds-table',
  ])
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
