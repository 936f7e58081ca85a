import { type ChartDefinition, drawChart } from '../../../charts/draw.ts'
import { deriveFromAll, type Released } from '../../../domain/disclosure/released.ts'
import type { Cell } from './cells.ts'

export type ExhibitRow = {
  readonly name: string
  readonly href: string | null
  readonly cells: readonly Cell[]
}

export type ExhibitTable = {
  readonly caption: string
  /** Of the rows' names first, then of their cells. */
  readonly heads: readonly string[]
  readonly rows: readonly ExhibitRow[]
}

/** A finding with its chart and the same figures as a table. `chart` is null where there is nothing to draw. */
export type Exhibit = {
  readonly title: string
  readonly chart: Released<string> | null
  readonly note: string
  readonly table: ExhibitTable
}

/** Draws rows that have passed the gate; null for none. */
export function drawRows<Row>(
  rows: readonly Released<Row>[],
  title: string,
  define: (rows: readonly Row[]) => ChartDefinition,
): Released<string> | null {
  if (rows.length === 0) return null
  return deriveFromAll<Row[], string>(rows as never, (...passed) =>
    drawChart(define(passed as Row[]), { title }),
  )
}
