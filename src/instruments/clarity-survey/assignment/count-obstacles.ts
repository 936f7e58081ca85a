import type { Coding } from '../../../coding/coding.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type ReleasedThemes, releaseThemes } from '../../../domain/disclosure/released-themes.ts'
import { codeOf } from './count-recall.ts'
import { hasContent } from './group-texts.ts'
import { type SideTexts, shownSides } from './shown-sides.ts'

/** Of both questions, what each person wrote where enough of a language did; whoever named nothing is there, too. */
export type Responses = { readonly named: readonly SideTexts[]; readonly obstacles: readonly SideTexts[] }

/** What people say is in the way, counted per side, through the gate of spec 09. Throws while a text has no code. */
export function countObstacles(
  table: ReleasedTable,
  { named, obstacles }: Responses,
  { themes, codes }: Pick<Coding, 'themes' | 'codes'>,
): ReleasedThemes {
  const coded = shownSides(table, obstacles).map(({ side, answered, responses }) => ({
    side,
    answered,
    heard: countHeard(
      responses,
      named.filter((response) => response.side === side),
      answered,
    ),
    codes: responses.flatMap(({ texts }) =>
      texts
        .filter(hasContent)
        .slice(0, 1)
        .map((text) => codeOf(text, codes.lead)),
    ),
  }))
  return releaseThemes(table, themes, coded)
}

/**
 * Everyone whose language is coded here. How many that are, the other question tells to the person: it counts those who
 * named nothing, and how many were left out with their language. A language that is not coded there is among the rest.
 */
function countHeard(obstacles: readonly SideTexts[], named: readonly SideTexts[], answered: number): number {
  const people = Map.groupBy(named, ({ language }) => language)
  const languages = [...new Set(obstacles.map(({ language }) => language))]
  const known = languages.reduce((sum, language) => sum + (people.get(language)?.length ?? 0), 0)
  const isAllKnown = languages.every((language) => people.has(language))
  return isAllKnown ? known : known + answered - named.length
}
