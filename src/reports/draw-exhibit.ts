import { type ChartDefinition, drawChart } from '../charts/draw.ts'
import { expectedFound } from '../charts/expected-found.ts'
import { gapDumbbell } from '../charts/gap-dumbbell.ts'
import { perceivedDemonstrated } from '../charts/perceived-demonstrated.ts'
import { roundChange } from '../charts/round-change.ts'
import { drawTree } from '../charts/tree.ts'
import type { ReportExhibit } from './model.ts'

type Cells = readonly string[]
type Table = {
  readonly heads: readonly { readonly label: string; readonly isFigure: boolean }[]
  readonly rows: readonly Cells[]
}
type Of<Kind extends ReportExhibit['kind']> = Extract<ReportExhibit, { kind: Kind }>

type Remark = Of<'remarks'>['remarks'][number]

/** An exhibit as a page shows it: a picture with an equal table, a heatmap, a table alone, or remarks. */
export type DrawnExhibit = {
  readonly id: string
  readonly title: string
  readonly evidence: readonly number[]
  readonly note: string | null
  readonly svg: string | null
  readonly table: Table | null
  /** A table of what the picture already says: folded on the screen and left to the appendix on paper. */
  readonly isLong: boolean
  /** Words in every column: they break into lines where figures would not. */
  readonly isWords: boolean
  readonly heat: Pick<Of<'heat'>, 'heads' | 'columns' | 'rows'> | null
  /** Two statements side by side; none for any other exhibit. */
  readonly sides: readonly Of<'beside'>['sides'][number][]
  /** Remarks that open with a lead stand by themselves, the others in a list. */
  readonly notes: readonly Remark[]
  readonly remarks: readonly Remark[]
}

export function drawExhibit(exhibit: ReportExhibit): DrawnExhibit {
  const { id, title, evidence } = exhibit
  const figures = { note: null, svg: null, table: null, isLong: false, isWords: false, heat: null, sides: [] }
  const base = { id, title, evidence, ...figures, notes: [], remarks: [] }
  if (exhibit.kind === 'remarks') return { ...base, ...sorted(exhibit.remarks) }
  const noted = { ...base, note: exhibit.note }
  if (exhibit.kind === 'heat') return { ...noted, heat: exhibit }
  if (exhibit.kind === 'listing')
    return { ...noted, table: exhibit, isWords: exhibit.heads.every(({ isFigure }) => !isFigure) }
  if (exhibit.kind === 'beside') return { ...noted, sides: exhibit.sides }
  if (exhibit.kind === 'tree') return { ...noted, ...drawnTree(exhibit) }
  const isLong = exhibit.kind === 'paired'
  const table = isLong ? pairedTable(exhibit) : perceivedTable(exhibit)
  const definition = isLong ? pairedChart(exhibit) : perceivedChart(exhibit)
  return { ...noted, svg: drawChart(definition, { title }), table, isLong }
}

function drawnTree(tree: Of<'tree'>): Pick<DrawnExhibit, 'svg' | 'table' | 'isLong' | 'isWords'> {
  const { heads, nodes, title } = tree
  const rows = nodes.map(({ row }) => [row.place, row.from, row.kept, row.passed, row.lost])
  const table = {
    heads: [heads.place, heads.from, heads.kept, heads.passed, heads.lost].map((label) => ({
      label,
      isFigure: false,
    })),
    rows,
  }
  // Its rows are sentences, and stand in the appendix whole.
  return { svg: drawTree(tree, { title }), table, isLong: true, isWords: true }
}

function sorted(remarks: readonly Remark[]): Pick<DrawnExhibit, 'notes' | 'remarks'> {
  const notes = remarks.filter(({ lead }) => lead !== null)
  return { notes, remarks: remarks.filter((each) => !notes.includes(each)) }
}

function pairedChart({ drawn, rows, names }: Of<'paired'>): ChartDefinition {
  const { first, second, difference } = names
  const drawnRows = rows.map((row) => ({
    label: row.label,
    first: toMark(row.first),
    second: toMark(row.second),
    difference: row.difference,
  }))
  if (drawn === 'gap') {
    return gapDumbbell({
      rows: drawnRows.map((row) => ({
        label: row.label,
        staff: row.first,
        leaders: row.second,
        gap: row.difference,
      })),
      names: { staff: first, leaders: second, gap: difference },
    })
  }
  if (drawn === 'expected') {
    return expectedFound({
      rows: drawnRows.map((row) => ({
        label: row.label,
        found: row.first,
        expected: row.second,
        gap: row.difference,
      })),
      names: { found: first, expected: second, gap: difference },
    })
  }
  return roundChange({
    rows: drawnRows.map((row) => ({
      label: row.label,
      after: row.first,
      before: row.second,
      change: row.difference,
    })),
    names: { after: first, before: second, change: difference },
  })
}

function toMark({ share, label, low, high }: Of<'paired'>['rows'][number]['first']) {
  return low === null || high === null ? { share, label } : { share, label, low, high }
}

function pairedTable({ names, rows }: Of<'paired'>): Table {
  return {
    heads: [
      { label: names.row, isFigure: false },
      ...[names.first, names.second, names.difference].map((label) => ({ label, isFigure: true })),
    ],
    rows: rows.map((row) => [row.label, row.first.says, row.second.says, row.difference.says]),
  }
}

function perceivedChart({ sides, names }: Of<'perceived'>): ChartDefinition {
  return perceivedDemonstrated({
    sides: sides.map(({ side, says, named }) => ({ colour: side, says, named })),
    names,
  })
}

function perceivedTable({ heads, sides, names }: Of<'perceived'>): Table {
  return {
    heads: [
      { label: heads.side, isFigure: false },
      ...[heads.says, ...names].map((label) => ({ label, isFigure: true })),
    ],
    rows: sides.map(({ name, says, named }) => [
      name,
      says.label,
      ...(named?.parts.map((part) => part.label) ?? names.map(() => '–')),
    ]),
  }
}
