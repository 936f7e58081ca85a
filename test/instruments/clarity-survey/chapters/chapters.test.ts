import t from 'tap'
import type { Chapter, Exhibit } from '../../../../src/domain/chapter.ts'
import type { ReleasedTable } from '../../../../src/domain/disclosure/released-table.ts'
import type { Message } from '../../../../src/domain/message.ts'
import { surveyChapters } from '../../../../src/instruments/clarity-survey/chapters/chapters.ts'
import { coreItems } from '../../../../src/instruments/clarity-survey/items.ts'
import { readCatalogue } from '../../../../src/web/i18n.ts'
import { kestrel, kestrelBefore, kestrelRecall } from '../../../support/kestrel.ts'
import { aSurvey, releasedTableOf, type Survey } from '../../../support/released.ts'

const { say: sayIn } = readCatalogue()
const say = (text: Message) => sayIn('en', text)
const five = Array.from({ length: 5 }, (_, at) => ({ id: `p${at + 1}`, text: `Priority ${at + 1}` }))
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

t.test('a few statements apart are counted, and make no picture of leaders', async (t) => {
  const share = { ...Object.fromEntries(coreItems.map(({ code }) => [code, 0.7])), S1: 0.2 }
  const one = { departments: { Sales: [{ name: 'North', invited: 60, answered: 60, share }] } }
  const [few] = chaptersOf(
    releasedTableOf({ ...kestrel, ...one, leaders: { invited: 10, answered: 10, share: 0.7 } }),
  )
  t.match(few?.title, { key: 'chapters.gap.differ', values: { of: 20 } })
  const low = { invited: 10, answered: 10, share: 0.3 }
  const [below] = chaptersOf(releasedTableOf({ ...kestrel, ...one, leaders: low }))
  t.match(below?.title, { key: 'chapters.gap.leaders-below' })
})

t.test('a guess is drawn full only where it lies outside of what the silent could change', async (t) => {
  const drawn = (estimate: number) => {
    const chart = exhibitIn(chaptersOf(releasedTableOf({ ...kestrel, estimate })), 'gap-expected')
    return chart?.kind === 'paired' ? chart.rows.find(({ id }) => id === 'S1')?.difference : undefined
  }
  t.match(drawn(85), { isSolid: true, says: { key: 'chapters.expected.reading.over-estimated' } })
  t.match(drawn(60), { isSolid: false, says: { key: 'chapters.expected.reading.probably-over-estimated' } })
})

t.test('the names of what was named follow how many were agreed', async (t) => {
  const namesOf = (count: number) => {
    const table = releasedTableOf({ ...kestrel, priorities: five.slice(0, count) })
    const chapters = surveyChapters({ table, recall: kestrelRecall, previous: null })
    const drawn = exhibitIn(chapters, 'gap-perceived')
    return drawn?.kind === 'perceived' ? [say(drawn.title).split('; ')[1], say(drawn.names[0])] : []
  }
  t.match(namesOf(1), [/named the one$/, 'the one'])
  t.match(namesOf(3), [/named all three$/, 'all three'])
  t.match(namesOf(5), [/named three$/, 'three'])
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
