import {
  type Hidden,
  type LineOfSight,
  lineOfSight,
  shownGroups,
} from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { cantSay, noneOfThem } from './answers.ts'

/** Team × priority: people in numbers where the distribution is released, else in words. */
export type PriorityMatrix = {
  readonly options: readonly { readonly id: string; readonly text: string | null }[]
  readonly rows: readonly {
    readonly group: ShownGroup
    readonly line: Released<LineOfSight> | Hidden
  }[]
}

/** Which agreed priority each shown group says its work serves most; null when no priorities were asked about. Texts are null for "none" and "can't say". */
export function priorityMatrix(table: ReleasedTable): PriorityMatrix | null {
  const isAsked = table.atoms.some(({ lineOfSight: told }) => told !== null)
  if (table.priorities.length === 0 || !isAsked) return null
  return {
    options: [...table.priorities, { id: noneOfThem, text: null }, { id: cantSay, text: null }],
    rows: shownGroups(table).map((group) => ({ group, line: lineOfSight(table, group) })),
  }
}
