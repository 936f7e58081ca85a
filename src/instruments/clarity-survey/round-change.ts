import { groupById, type Hidden, shownGroups } from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedItem, ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { type ItemFigure, itemFigure } from './figures.ts'
import { gapFrom, type ItemGap } from './gaps.ts'
import { ownItems, sharedItems } from './own-items.ts'

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
  /** Added statements that were asked in the same words in both rounds, whatever their codes. */
  readonly own: readonly ItemChange[]
}

/** The change since the last round for groups shown in both and items asked in both (spec 09, spec 10). */
export function roundChanges(now: ReleasedTable, before: ReleasedTable): readonly GroupChange[] {
  const shared = sharedItems(now).filter(({ code }) => before.items.some((item) => item.code === code))
  const pairs = shared.map(({ code }) => ({ code, beforeCode: code }))
  const ownPairs = pairOwnItems(now, before)
  return shownGroups(now).flatMap((group) => {
    const earlier = groupById(before, group.id)
    // Nobody knows who came by an open link, this time or last.
    if (earlier === null || earlier.side !== group.side || group.side === 'open') return []
    const change = ({ code, beforeCode }: CodePair): ItemChange => {
      const was = itemFigure(before, earlier, beforeCode)
      const is = itemFigure(now, group, code)
      return { code, before: was, now: is, change: gapFrom(is, was) }
    }
    const membershipChanged = !sameMembers(group, earlier)
    return [{ group, membershipChanged, items: pairs.map(change), own: ownPairs.map(change) }]
  })
}

type CodePair = { readonly code: string; readonly beforeCode: string }

function pairOwnItems(now: ReleasedTable, before: ReleasedTable): readonly CodePair[] {
  return ownItems(now).flatMap((item) => {
    const twin = ownItems(before).find((other) => isSameQuestion(item, other))
    return twin === undefined ? [] : [{ code: item.code, beforeCode: twin.code }]
  })
}

/** In the same words in every language that both rounds have, and read in the same direction. */
function isSameQuestion(one: ReleasedItem, other: ReleasedItem): boolean {
  const [a, b] = [one.own?.texts ?? {}, other.own?.texts ?? {}]
  const languages = Object.keys(a).filter((language) => language in b)
  return (
    one.reversed === other.reversed &&
    languages.length > 0 &&
    languages.every((language) => a[language] === b[language])
  )
}

function sameMembers(a: ShownGroup, b: ShownGroup): boolean {
  const parts = (group: ShownGroup) => [...group.atoms, ...group.joined].toSorted().join(' ')
  return parts(a) === parts(b)
}
