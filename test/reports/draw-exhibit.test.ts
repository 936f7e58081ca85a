import t from 'tap'
import { drawExhibit } from '../../src/reports/draw-exhibit.ts'
import type { ReportExhibit } from '../../src/reports/model.ts'
import { kestrel, kestrelBefore, kestrelRecall } from '../support/kestrel.ts'
import { releasedTableOf } from '../support/released.ts'
import { reportOf } from './support.ts'

const { chapters } = reportOf({
  table: releasedTableOf(kestrel),
  recall: kestrelRecall,
  previous: releasedTableOf(kestrelBefore),
})
const exhibits = chapters.flatMap((chapter) => chapter.exhibits)

t.test('every chart has an equal table, and its title for those who cannot see it', async (t) => {
  const charts = exhibits.filter(({ kind }) => kind === 'paired' || kind === 'perceived').map(drawExhibit)
  t.equal(charts.length, 4)
  for (const { svg, table, title } of charts) {
    t.match(svg, `<title>${title}</title>`)
    t.ok(table && table.rows.length > 0)
    for (const row of table?.rows ?? []) t.equal(row.length, table?.heads.length)
  }
})

t.test('the chart shows what its table says', async (t) => {
  for (const exhibit of exhibits.filter(isPaired)) {
    const { svg, table } = drawExhibit(exhibit)
    for (const row of exhibit.rows) t.match(svg, `>${row.difference.label}<`)
    t.same(
      table?.rows.map((cells) => cells[3]),
      exhibit.rows.map(({ difference }) => difference.says),
    )
  }
})

t.test('the table of a chart of pairs is folded and left to the appendix, which has it', async (t) => {
  const long = exhibits.map(drawExhibit).filter(({ isLong }) => isLong)
  t.same(
    long.map(({ id }) => id),
    ['gap-items', 'gap-expected', 'rounds-items'],
  )
  const appendix = chapters.filter(({ part }) => part === 'appendix').flatMap((chapter) => chapter.exhibits)
  const rows = appendix.map((exhibit) => drawExhibit(exhibit).table?.rows.length)
  t.same(
    rows.toSorted(),
    [20, 20, 3, 3],
    'all statements, what leaders expected, both rounds, and the overall figure',
  )
})

function isPaired(exhibit: ReportExhibit): exhibit is Extract<ReportExhibit, { kind: 'paired' }> {
  return exhibit.kind === 'paired'
}
