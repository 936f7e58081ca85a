import type { UnionOfAtoms } from '../../domain/disclosure/read-released.ts'
import { type Favourable, favourable, type Hidden, isHidden } from '../../domain/disclosure/read-released.ts'
import { derive, deriveFromAll, type Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../domain/disclosure/released-table.ts'
import { type Figure, figureOf, meanOfFigures } from '../../domain/statistics/figure.ts'
import { type HeadCountWords, headCount } from '../../domain/statistics/head-count.ts'
import { type Certainty, certaintyOf } from '../../domain/statistics/marks.ts'

/** One item in one group: the people, how they are said, and the share in per cent with its interval and bounds. */
export type ItemFigure = {
  readonly count: Favourable
  readonly words: HeadCountWords
  readonly figure: Figure
  readonly certainty: Certainty | null
}

/** The mean over the items that were asked, in per cent; its range from the ends of theirs (spec 10). */
export type MeanFigure = {
  readonly figure: Figure
  readonly certainty: Certainty | null
  readonly items: readonly string[]
  readonly n: number
  readonly invited: number
}

/** Favourable answers to one item, through the gate; hidden when nothing may be shown. Remembered: many views ask for it. */
export function itemFigure(
  table: ReleasedTable,
  group: UnionOfAtoms,
  code: string,
): Released<ItemFigure> | Hidden {
  const groups = remembered.get(table) ?? new WeakMap<UnionOfAtoms, Map<string, Cell>>()
  const cells = groups.get(group) ?? new Map<string, Cell>()
  remembered.set(table, groups)
  groups.set(group, cells)
  const cell = cells.get(code) ?? readFigure(table, group, code)
  cells.set(code, cell)
  return cell
}

type Cell = Released<ItemFigure> | Hidden

const remembered = new WeakMap<ReleasedTable, WeakMap<UnionOfAtoms, Map<string, Cell>>>()

function readFigure(table: ReleasedTable, group: UnionOfAtoms, code: string): Cell {
  const count = favourable(table, group, code)
  if (isHidden(count)) return count
  if (count.n === 0) return { hidden: 'too-few-answers' }
  return derive<Favourable, ItemFigure>(count, describeCount)
}

/** The same for a count that has passed the gate by another way. Throws without answers. */
export function describeCount(count: Favourable): ItemFigure {
  const figure = figureOf(count)
  if (figure === null) throw new Error('A figure needs at least one answer')
  return { count, words: headCount(count), figure, certainty: certaintyOf(figure) }
}

/** Mean favourable over the given items as far as they were asked; hidden when none of them was. */
export function meanFigure(
  table: ReleasedTable,
  group: UnionOfAtoms,
  codes: readonly string[],
): Released<MeanFigure> | Hidden {
  const asked = codes.filter((code) => table.items.some((item) => item.code === code))
  const cells = asked.map((code) => itemFigure(table, group, code))
  const shown = cells.flatMap((cell) => (isHidden(cell) ? [] : [cell]))
  if (shown.length === 0) return cells.find(isHidden) ?? { hidden: 'not-asked' }
  return deriveFromAll<ItemFigure[], MeanFigure>(shown, (...figures) => meanOver(asked, figures))
}

function meanOver(items: readonly string[], figures: readonly ItemFigure[]): MeanFigure {
  const figure = meanOfFigures(figures.map((each) => each.figure))
  const [first] = figures
  if (figure === null || first === undefined) throw new Error('A mean needs at least one item')
  return { figure, certainty: certaintyOf(figure), items, n: first.count.n, invited: first.count.invited }
}
