import {
  type Favourable,
  type Hidden,
  isHidden,
  leadershipGroup,
  staffGroup,
  type UnionOfAtoms,
} from '../../domain/disclosure/read-released.ts'
import { deriveFromAll, type Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../domain/disclosure/released-table.ts'
import { type Gap, type GapWords, gapBetween, gapWords } from '../../domain/statistics/gap.ts'
import { type GapMark, markGap } from '../../domain/statistics/marks.ts'
import { type ItemFigure, itemFigure } from './figures.ts'
import { sharedItems } from './own-items.ts'
import { gridKey, type RankGrid } from './rank-tests.ts'

/** The first group minus the second, in percentage points, how it is said, and its two marks. */
export type ItemGap = { readonly gap: Gap; readonly words: GapWords; readonly mark: GapMark }

/** Leadership minus staff on one item. */
export type PerceptionGap = {
  readonly code: string
  readonly leadership: Released<ItemFigure> | Hidden
  readonly staff: Released<ItemFigure> | Hidden
  readonly gap: Released<ItemGap> | Hidden
}

/** Every shared item, the widest gap first, items without a gap last; null when there is no leadership unit or no staff to show. */
export function perceptionGaps(table: ReleasedTable, grid: RankGrid): readonly PerceptionGap[] | null {
  const leaders = leadershipGroup(table)
  const everyoneElse = staffGroup(table)
  if (leaders === null || everyoneElse === null) return null
  const gaps = sharedItems(table).map(({ code }) => {
    const leadership = itemFigure(table, leaders, code)
    const staff = itemFigure(table, everyoneElse, code)
    const adjustedP = grid.get(gridKey(leaders, code))?.adjustedP ?? null
    return { code, leadership, staff, gap: gapFrom(leadership, staff, adjustedP) }
  })
  return gaps.toSorted((a, b) => pointsOf(b) - pointsOf(a))
}

/** One item in a group against another group of people. */
export function itemGap(
  table: ReleasedTable,
  groups: { readonly first: UnionOfAtoms; readonly second: UnionOfAtoms },
  { code, adjustedP }: { readonly code: string; readonly adjustedP: number | null },
): Released<ItemGap> | Hidden {
  return gapFrom(itemFigure(table, groups.first, code), itemFigure(table, groups.second, code), adjustedP)
}

/** First minus second of two figures that have passed the gate; hidden when either is. */
export function gapFrom(
  first: Released<ItemFigure> | Hidden,
  second: Released<ItemFigure> | Hidden,
  adjustedP: number | null = null,
): Released<ItemGap> | Hidden {
  if (isHidden(first)) return first
  if (isHidden(second)) return second
  return deriveFromAll<[ItemFigure, ItemFigure], ItemGap>([first, second], (a, b) => {
    const gap = gapBetween(a.figure, b.figure)
    return { gap, words: wordsOf(a.count, b.count), mark: markGap(gap, adjustedP) }
  })
}

function wordsOf(first: Favourable, second: Favourable): GapWords {
  const words = gapWords(first, second)
  if (words === null) throw new Error('A gap needs answers on both sides')
  return words
}

function pointsOf({ gap }: PerceptionGap): number {
  return isHidden(gap) ? Number.NEGATIVE_INFINITY : gap.gap.points
}
