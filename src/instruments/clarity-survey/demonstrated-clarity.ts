import { codedIn, type RecallCounts, readRecall } from '../../domain/disclosure/read-recall.ts'
import {
  type Hidden,
  isHidden,
  leadershipGroup,
  participation,
  staffGroup,
} from '../../domain/disclosure/read-released.ts'
import { derive, type Released } from '../../domain/disclosure/released.ts'
import { envelopeOf, type ReleasedRecall } from '../../domain/disclosure/released-recall.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { describeCount, type ItemFigure, itemFigure } from './figures.ts'

/** Shares in per cent of everyone coded, `two` being two but not all; `blank` is part of `none` and told apart beside it. */
export type RecallShares = {
  readonly n: number
  readonly all: number
  readonly two: number
  readonly one: number
  readonly none: number
  readonly blank: number
  readonly notCoded: number
}

export type DemonstratedClarity = {
  readonly side: 'staff' | 'leadership'
  /** Favourable on "I could list the priorities". */
  readonly perceived: Released<ItemFigure> | Hidden
  readonly demonstrated: Released<RecallShares> | Hidden
  /** The share naming all, with its interval for everyone invited. */
  readonly namesAll: Released<ItemFigure> | Hidden
}

export const perceivedItem = 'S1'

/** Perceived beside demonstrated clarity, for staff and, where it is a unit of its own, leadership. */
export function demonstratedClarity(
  table: ReleasedTable,
  recall: ReleasedRecall | null,
): readonly DemonstratedClarity[] {
  const staff = staffGroup(table)
  const leaders = leadershipGroup(table)
  return [
    ...(staff === null
      ? []
      : [sideOf(table, 'staff', { group: staff, counts: recall?.sides.staff ?? null })]),
    ...(leaders === null
      ? []
      : [sideOf(table, 'leadership', { group: leaders, counts: recall?.sides.leadership ?? null })]),
  ]
}

function sideOf(
  table: ReleasedTable,
  side: DemonstratedClarity['side'],
  { group, counts }: { readonly group: ShownGroup; readonly counts: RecallCounts | null },
): DemonstratedClarity {
  const recall = readRecall(table, counts)
  return {
    side,
    perceived: itemFigure(table, group, perceivedItem),
    demonstrated: isHidden(recall) ? recall : derive<RecallCounts, RecallShares>(recall, sharesOf),
    namesAll: recallOver(table, recall, group),
  }
}

/** The share of staff naming all agreed priorities, as a figure with interval and bounds. */
export function recallFigure(
  table: ReleasedTable,
  recall: Released<RecallCounts> | Hidden,
): Released<ItemFigure> | Hidden {
  const staff = staffGroup(table)
  return staff === null ? { hidden: 'too-few-answers' } : recallOver(table, recall, staff)
}

function recallOver(
  table: ReleasedTable,
  recall: Released<RecallCounts> | Hidden,
  group: ShownGroup,
): Released<ItemFigure> | Hidden {
  if (isHidden(recall)) return recall
  const { invited } = participation(table, group)
  return derive<RecallCounts, ItemFigure>(recall, (counts) =>
    describeCount({
      x: counts.all,
      ...envelopeOf(counts.all, counts, table.rule.e),
      n: codedIn(counts),
      invited,
    }),
  )
}

function sharesOf(counts: RecallCounts): RecallShares {
  const n = codedIn(counts)
  const share = (people: number) => (100 * people) / n
  return {
    n,
    all: share(counts.all),
    two: share(counts.two),
    one: share(counts.one),
    none: share(counts.none + counts.blank),
    blank: share(counts.blank),
    notCoded: counts.notCoded,
  }
}
