import { isHidden, restOf, shownGroups, staffGroup } from '../../domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { type LocalRow, surveyRule } from '../../domain/evidence-rules.ts'
import { gapBetween } from '../../domain/statistics/gap.ts'
import { meanFigure } from './figures.ts'
import { isTeam } from './heatmap.ts'

/**
 * Groups of ten or more at 40 or less while all staff are at 60 or more, and the gap to the rest excludes 0 (spec 08).
 * Of groups inside one another only the outermost is told.
 */
export function localGroups(table: ReleasedTable, row: LocalRow): readonly ShownGroup[] {
  const staff = staffGroup(table)
  if (staff === null) return []
  const overall = meanFigure(table, staff, row.items)
  if (isHidden(overall) || overall.figure.value < surveyRule.local.organisationAtLeast) return []
  const found = shownGroups(table).filter((group) => isTeam(table, group) && isFarBelow(table, group, row))
  return found.filter((group) => !found.some((other) => isInside(group, other)))
}

function isFarBelow(table: ReleasedTable, group: ShownGroup, row: LocalRow): boolean {
  const { smallestGroup, atMost } = surveyRule.local
  const rest = restOf(table, group)
  if (rest === null) return false
  const own = meanFigure(table, group, row.items)
  const others = meanFigure(table, rest, row.items)
  if (isHidden(own) || isHidden(others)) return false
  if (own.n < smallestGroup || own.figure.value > atMost) return false
  const { interval } = gapBetween(own.figure, others.figure)
  return interval !== null && interval.high < 0
}

function isInside(group: ShownGroup, other: ShownGroup): boolean {
  return (
    group.id !== other.id &&
    other.atoms.length > group.atoms.length &&
    group.atoms.every((atom) => other.atoms.includes(atom))
  )
}
