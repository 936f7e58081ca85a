import { clusterAlike } from './cluster.ts'
import { type SharedWords, sharedWords } from './shared-words.ts'
import { splitWords, termsOf } from './terms.ts'
import { cosine, weighTerms } from './weigh-terms.ts'
import { joinFamilies } from './word-families.ts'

export type Statement = { readonly id: string; readonly text: string }

/**
 * Statements that seem to mean one thing. `exemplar` is the one most like the others and lends its wording as a name;
 * `words` are what the suggestion rests on, strongest first, none for a single statement. `likeness` 0…1.
 */
export type ThemeSuggestion = {
  readonly statements: readonly string[]
  readonly exemplar: string
  readonly words: readonly SharedWords[]
  readonly likeness: number | null
}

/**
 * `languages`: those in which people may have written, the likeliest first. `names`: of the organisation, its teams and
 * products, which everybody uses and which therefore say nothing.
 */
export type SuggestionSetting = {
  readonly languages: readonly string[]
  readonly names?: readonly string[]
  readonly threshold?: number
}

/** Set on real restated priorities for a pairwise precision over .8; see `npm run evaluate`. */
export const themeThreshold = 0.12

/**
 * Every statement in exactly one suggestion, the largest first; those like no other stand alone. The order in which
 * statements come does not matter. Text without a word that says something stands alone, too.
 */
export function suggestThemes(
  statements: readonly Statement[],
  { languages, names = [], threshold = themeThreshold }: SuggestionSetting,
): readonly ThemeSuggestion[] {
  const ordered = statements.toSorted((a, b) => compare(a.text, b.text) || compare(a.id, b.id))
  const silent = new Set(names.flatMap(splitWords))
  const terms = joinFamilies(ordered.map(({ text }) => termsOf(text, languages, silent)))
  const vectors = weighTerms(terms)
  const similarity = vectors.map((a) => vectors.map((b) => cosine(a, b)))
  const groups = clusterAlike(similarity, threshold)
  return groups
    .toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
    .map((group) => ({
      statements: group.map((at) => idAt(ordered, at)),
      exemplar: idAt(ordered, mostCentral(group, similarity)),
      words: sharedWords(group.map((at) => ({ terms: terms[at] ?? [], vector: vectors[at] ?? new Map() }))),
      likeness: meanLikeness(group, similarity),
    }))
}

function idAt(statements: readonly Statement[], at: number): string {
  const statement = statements[at]
  if (statement === undefined) throw new RangeError('A group names a statement that does not exist.')
  return statement.id
}

type Similarity = readonly (readonly number[])[]

function mostCentral(group: readonly number[], similarity: Similarity): number {
  const closeness = (one: number) => group.reduce((sum, other) => sum + (similarity[one]?.[other] ?? 0), 0)
  return group.reduce((best, one) => (closeness(one) > closeness(best) ? one : best))
}

function meanLikeness(group: readonly number[], similarity: Similarity): number | null {
  const pairs = group.flatMap((one, at) => group.slice(at + 1).map((other) => similarity[one]?.[other] ?? 0))
  return pairs.length === 0 ? null : pairs.reduce((sum, value) => sum + value, 0) / pairs.length
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
