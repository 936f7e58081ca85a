import {
  groupById,
  type Hidden,
  isHidden,
  restOf,
  shownGroups,
  staffGroup,
  type UnionOfAtoms,
} from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import type { DeltaWord } from '../../domain/statistics/cliffs-delta.ts'
import { type ItemFigure, itemFigure } from './figures.ts'
import { type ItemGap, itemGap } from './gaps.ts'
import { sharedItems } from './own-items.ts'
import { gridKey, type RankGrid } from './rank-tests.ts'

export const heatLevels = ['very-low', 'low', 'middle', 'high', 'very-high'] as const
export type HeatLevel = (typeof heatLevels)[number]

/** A figure belongs to the first level whose bound it stays under, in per cent. */
const bounds = [25, 40, 55, 75]

/** `againstRest` compares with all other staff; null for the organisation, the whole staff, leadership and open link. */
export type HeatCell = {
  readonly code: string
  readonly figure: Released<ItemFigure> | Hidden
  readonly level: HeatLevel | null
  readonly againstRest: Released<ItemGap> | Hidden | null
  readonly effect: DeltaWord | null
}

export type HeatRow = { readonly group: ShownGroup; readonly cells: readonly HeatCell[] }

/** What is counted elsewhere and not shown by itself. */
export type HiddenRow = {
  readonly id: string
  readonly name: string
  readonly countedIn: string | null
  readonly reason: ReleasedTable['hidden'][number]['reason']
}

export type Heatmap = { readonly rows: readonly HeatRow[]; readonly hidden: readonly HiddenRow[] }

/** Every shown group in the order of the tree, never ranked, and what is hidden, with the name of the group it is counted in. */
export function heatmap(table: ReleasedTable, grid: RankGrid): Heatmap {
  return {
    rows: heatRows(table, grid, sharedItems(table)),
    hidden: table.hidden.map((each) => ({
      ...each,
      countedIn: each.countedIn === null ? null : (groupById(table, each.countedIn)?.name ?? null),
    })),
  }
}

/** The same for other statements of the table. */
export function heatRows(
  table: ReleasedTable,
  grid: RankGrid,
  items: ReleasedTable['items'],
): readonly HeatRow[] {
  return shownGroups(table).map((group) => {
    const rest = isTeam(table, group) ? restOf(table, group) : null
    return { group, cells: items.map(({ code }) => cellOf(table, group, { code, grid, rest })) }
  })
}

type Asked = { readonly code: string; readonly grid: RankGrid; readonly rest: UnionOfAtoms | null }

function cellOf(table: ReleasedTable, group: ShownGroup, { code, grid, rest }: Asked): HeatCell {
  const figure = itemFigure(table, group, code)
  const rank = grid.get(gridKey(group, code))
  return {
    code,
    figure,
    level: isHidden(figure) ? null : levelOf(figure.figure.value),
    againstRest:
      rest === null
        ? null
        : itemGap(table, { first: group, second: rest }, { code, adjustedP: rank?.adjustedP ?? null }),
    effect: rank?.effect ?? null,
  }
}

/** A group of staff that is not all staff. */
export function isTeam(table: ReleasedTable, group: ShownGroup): boolean {
  return group.side === 'staff' && group.id !== staffGroup(table)?.id
}

function levelOf(percent: number): HeatLevel {
  const index = bounds.findIndex((bound) => percent < bound)
  return heatLevels[index === -1 ? heatLevels.length - 1 : index] ?? 'very-high'
}
