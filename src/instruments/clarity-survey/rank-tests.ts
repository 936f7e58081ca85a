import { sum } from 'simple-statistics'
import {
  distribution,
  isHidden,
  leadershipGroup,
  restOf,
  shownDetailGroups,
  staffGroup,
  type UnionOfAtoms,
} from '../../domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { benjaminiHochberg } from '../../domain/statistics/benjamini-hochberg.ts'
import { type DeltaWord, deltaInWords } from '../../domain/statistics/cliffs-delta.ts'
import { mannWhitney, type TwoHistograms } from '../../domain/statistics/mann-whitney.ts'
import { ownItems, sharedItems } from './own-items.ts'

/** `adjustedP` over the whole grid of one table; `delta` how far apart the answers lie. */
export type RankDifference = { readonly adjustedP: number | null; readonly effect: DeltaWord | null }

/** By group id and item code; the leadership's row is leadership against staff, every other one the group against the rest. */
export type RankGrid = ReadonlyMap<string, RankDifference>

/**
 * Mann–Whitney wherever both distributions are released, corrected together at close: groups against the rest of the
 * staff and leadership against staff, on all items (spec 10). Added statements are corrected among themselves, so that
 * they change no mark of the others.
 */
export function rankGrid(table: ReleasedTable): RankGrid {
  return new Map([...corrected(table, sharedItems(table)), ...corrected(table, ownItems(table))])
}

function corrected(
  table: ReleasedTable,
  items: ReleasedTable['items'],
): readonly (readonly [string, RankDifference])[] {
  const cells = pairsIn(table).flatMap((pair) =>
    items.map(({ code }) => ({ key: gridKey(pair.group, code), ...compare(table, pair, code) })),
  )
  const adjusted = benjaminiHochberg(cells.map((cell) => cell.p))
  return cells.map(({ key, effect }, at) => [key, { adjustedP: adjusted[at] ?? null, effect }])
}

export function gridKey(group: { readonly id: string }, code: string): string {
  return `${group.id} ${code}`
}

type Pair = { readonly group: ShownGroup; readonly against: UnionOfAtoms }

function pairsIn(table: ReleasedTable): readonly Pair[] {
  const staff = staffGroup(table)
  const leaders = leadershipGroup(table)
  const teams = shownDetailGroups(table).flatMap((group) => {
    const rest = group.side === 'staff' ? restOf(table, group) : null
    return rest === null ? [] : [{ group, against: rest }]
  })
  return staff === null || leaders === null ? teams : [...teams, { group: leaders, against: staff }]
}

function compare(table: ReleasedTable, { group, against }: Pair, code: string) {
  const first = distribution(table, group, code)
  const second = distribution(table, against, code)
  if (isHidden(first) || isHidden(second)) return { p: null, effect: null }
  const pair = { first: first.counts.slice(0, 5), second: second.counts.slice(0, 5) }
  const test = mannWhitney(pair)
  return { p: test?.p ?? null, effect: test === null ? null : effectOf(test.u, pair) }
}

/** Cliff's δ from the pairs that U counts: δ = 2U/(n₁n₂) − 1. */
function effectOf(u: number, { first, second }: TwoHistograms): DeltaWord {
  const pairs = sum([...first]) * sum([...second])
  return deltaInWords((2 * u) / pairs - 1)
}
