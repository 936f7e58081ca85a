import type { Coding } from '../../../coding/coding.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type ReleasedThemes, releaseThemes } from '../../../domain/disclosure/released-themes.ts'
import { codeOf } from './count-recall.ts'
import { hasContent } from './group-texts.ts'
import { type SideTexts, shownSides } from './shown-sides.ts'

/** What people say is in the way, counted per side, through the gate of spec 09. Throws while a text has no code. */
export function countObstacles(
  table: ReleasedTable,
  responses: readonly SideTexts[],
  { themes, codes }: Pick<Coding, 'themes' | 'codes'>,
): ReleasedThemes {
  const coded = shownSides(table, responses).map(({ side, answered, written }) => ({
    side,
    answered,
    codes: written.flatMap((texts) =>
      texts
        .filter(hasContent)
        .slice(0, 1)
        .map((text) => codeOf(text, codes.lead)),
    ),
  }))
  return releaseThemes(table, themes, coded)
}
