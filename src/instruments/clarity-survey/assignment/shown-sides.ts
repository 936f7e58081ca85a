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

export type SideTexts = { readonly side: Side; readonly texts: readonly string[] }

/** The sides that are shown, with how many answered and what each person wrote; texts of others are not counted. */
export function shownSides(
  table: ReleasedTable,
  responses: readonly SideTexts[],
): readonly {
  readonly side: Side
  readonly answered: number
  readonly written: readonly (readonly string[])[]
}[] {
  return sides.flatMap((side) => {
    const group = groupOfSide[side](table)
    if (group === null) return []
    const written = responses.filter((response) => response.side === side).map(({ texts }) => texts)
    return [{ side, answered: participation(table, group).answered, written }]
  })
}

const groupOfSide: Readonly<Record<Side, (table: ReleasedTable) => ShownGroup | null>> = {
  staff: staffGroup,
  leadership: leadershipGroup,
  open: openLinkGroup,
}
