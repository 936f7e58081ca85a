import {
  leadershipGroup,
  openLinkGroup,
  participation,
  staffGroup,
} from '../../../domain/disclosure/read-released.ts'
import {
  type ReleasedRecall,
  releaseRecall,
  type SideNamed,
} from '../../../domain/disclosure/released-recall.ts'
import {
  type ReleasedTable,
  type ShownGroup,
  type Side,
  sides,
} from '../../../domain/disclosure/released-table.ts'
import { recallOf } from '../../../domain/statistics/recall.ts'
import type { Assignments } from './choices.ts'
import { hasContent, textKey } from './group-texts.ts'

export type NamedResponse = { readonly side: Side; readonly texts: readonly string[] }

/** Counts per side, through the edge rule; null while a text is still open. Texts of sides that are not shown are not counted. */
export function countRecall(
  table: ReleasedTable,
  responses: readonly NamedResponse[],
  assigned: Assignments,
): ReleasedRecall | null {
  const isOpen = (text: string): boolean => hasContent(text) && !assigned.has(textKey(text))
  if (responses.some((response) => response.texts.some(isOpen))) return null
  const agreed = table.priorities.map((priority) => priority.id)
  const counted = sides.flatMap((side): SideNamed[] => {
    const group = groupOfSide[side](table)
    if (group === null) return []
    const written = responses
      .filter((response) => response.side === side)
      .map(({ texts }) => texts.filter(hasContent))
    const { hits } = recallOf(
      agreed,
      written.map((texts) => texts.flatMap((text) => assigned.get(textKey(text)) ?? [])),
    )
    const named = written.map((texts, at) => ({ hits: hits[at] ?? 0, isBlank: texts.length === 0 }))
    return [{ side, named, answered: participation(table, group).answered }]
  })
  return releaseRecall(table, counted)
}

const groupOfSide: Readonly<Record<Side, (table: ReleasedTable) => ShownGroup | null>> = {
  staff: staffGroup,
  leadership: leadershipGroup,
  open: openLinkGroup,
}
