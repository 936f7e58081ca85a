import {
  leadershipGroup,
  openLinkGroup,
  participation,
  staffGroup,
} from '../../../domain/disclosure/read-released.ts'
import {
  type ReleasedTable,
  type ShownGroup,
  type Side,
  sides,
} from '../../../domain/disclosure/released-table.ts'

export type SideTexts = {
  readonly side: Side
  readonly language: string
  readonly texts: readonly string[]
}

/** The sides that are shown, with how many answered and what each person wrote; texts of others are not counted. */
export function shownSides(
  table: ReleasedTable,
  all: readonly SideTexts[],
): readonly {
  readonly side: Side
  readonly answered: number
  readonly responses: readonly SideTexts[]
}[] {
  return sides.flatMap((side) => {
    const group = groupOfSide[side](table)
    if (group === null) return []
    const responses = all.filter((response) => response.side === side)
    return [{ side, answered: participation(table, group).answered, responses }]
  })
}

const groupOfSide: Readonly<Record<Side, (table: ReleasedTable) => ShownGroup | null>> = {
  staff: staffGroup,
  leadership: leadershipGroup,
  open: openLinkGroup,
}
