import { groupById, type Hidden, shownGroups } from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { type ItemFigure, itemFigure } from './figures.ts'
import { gapFrom, type ItemGap } from './gaps.ts'

export type ItemChange = {
  readonly code: string
  readonly before: Released<ItemFigure> | Hidden
  readonly now: Released<ItemFigure> | Hidden
  /** Now minus before; the rounds are treated as independent. */
  readonly change: Released<ItemGap> | Hidden
}

/** One group shown in both rounds. `membershipChanged`: other teams are counted in it now, or other numbers were invited. */
export type GroupChange = {
  readonly group: ShownGroup
  readonly membershipChanged: boolean
  readonly items: readonly ItemChange[]
}

/** The change since the last round for groups shown in both and items asked in both (spec 09, spec 10). */
export function roundChanges(now: ReleasedTable, before: ReleasedTable): readonly GroupChange[] {
  const codes = now.items
    .map((item) => item.code)
    .filter((code) => before.items.some((item) => item.code === code))
  return shownGroups(now).flatMap((group) => {
    const earlier = groupById(before, group.id)
    // Nobody knows who came by an open link, this time or last.
    if (earlier === null || earlier.side !== group.side || group.side === 'open') return []
    const items = codes.map((code) => {
      const was = itemFigure(before, earlier, code)
      const is = itemFigure(now, group, code)
      return { code, before: was, now: is, change: gapFrom(is, was) }
    })
    return [{ group, membershipChanged: !sameMembers(group, earlier), items }]
  })
}

function sameMembers(a: ShownGroup, b: ShownGroup): boolean {
  const parts = (group: ShownGroup) => [...group.atoms, ...group.joined].toSorted().join(' ')
  return parts(a) === parts(b)
}
