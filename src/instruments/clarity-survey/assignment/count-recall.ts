import type { Codes, Coding } from '../../../coding/coding.ts'
import { type ReleasedRecall, releaseRecall } from '../../../domain/disclosure/released-recall.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { recallOf } from '../../../domain/statistics/recall.ts'
import { hasContent, textKey } from './group-texts.ts'
import { type SideTexts, shownSides } from './shown-sides.ts'

/** Agreed priorities named, counted per side, through the edge rule. Throws while a text has no code. */
export function countRecall(
  table: ReleasedTable,
  named: readonly SideTexts[],
  { themes, codes: { lead: codes } }: Pick<Coding, 'themes' | 'codes'>,
): ReleasedRecall {
  const priorities = themes.map(({ id, name }) => ({ id, text: name }))
  const agreed = priorities.map(({ id }) => id)
  const counted = shownSides(table, named).map(({ side, answered, responses }) => {
    const texts = responses.map((each) => each.texts.filter(hasContent))
    const { hits } = recallOf(
      agreed,
      texts.map((each) => each.map((text) => codeOf(text, codes))),
    )
    const people = texts.map((each, at) => ({ hits: hits[at] ?? 0, isBlank: each.length === 0 }))
    return { side, named: people, answered }
  })
  const released = releaseRecall({ ...table, priorities }, counted)
  return table.priorities.length === 0 ? { ...released, agreed: priorities } : released
}

export function codeOf(text: string, codes: Codes): string {
  const code = codes[textKey(text)]
  if (code === undefined) throw new Error('A text has no code, though its codebook is to be frozen.')
  return code
}
