import type { Term, TermKind } from './terms.ts'

/** Weights by dimension, of unit length; empty for a text that says nothing. */
export type TermVector = ReadonlyMap<string, number>

/** `concept`: the part of a word's weight that another word of the same meaning meets, 0…1. */
export type Weights = {
  readonly kinds: Readonly<Record<TermKind, number>>
  readonly concept: number
  readonly rarity: number
}

/** Chosen on real and own statements; the result hardly changes around them (`npm run evaluate`). */
export const defaultWeights: Weights = {
  kinds: { word: 1, common: 0.5, weak: 0.3, phrase: 0.5, amount: 0.5 },
  concept: 0.8,
  rarity: 0.75,
}

/** Vectors of statements, weighted by rarity in this set: log(1 + n/df) to the power of `rarity`. Salton & Buckley 1988. */
export function weighTerms(
  statements: readonly (readonly Term[])[],
  weights: Weights = defaultWeights,
): readonly TermVector[] {
  const frequency = frequencies(statements)
  const rarity = (dimension: string) =>
    Math.log(1 + statements.length / (frequency.get(dimension) ?? 1)) ** weights.rarity
  return statements.map((terms) => {
    const sum = new Map<string, number>()
    for (const [dimension, weight] of terms.flatMap((term) => spread(term, weights))) {
      sum.set(dimension, Math.hypot(sum.get(dimension) ?? 0, weight * rarity(dimension)))
    }
    return toUnitLength(sum)
  })
}

/** 0…1: 1 for the same words, 0 where no word and no meaning is shared. */
export function cosine(a: TermVector, b: TermVector): number {
  let product = 0
  for (const [dimension, weight] of a) product += weight * (b.get(dimension) ?? 0)
  return product
}

/** The word itself and what it stands for. */
export function dimensionsIn({ stem, concepts }: Term): readonly string[] {
  return [`= ${stem}`, ...concepts.map((concept) => `~ ${concept}`)]
}

function frequencies(statements: readonly (readonly Term[])[]): ReadonlyMap<string, number> {
  const frequency = new Map<string, number>()
  for (const dimension of statements.flatMap((terms) => [...new Set(terms.flatMap(dimensionsIn))])) {
    frequency.set(dimension, (frequency.get(dimension) ?? 0) + 1)
  }
  return frequency
}

// The squares of a word's weights add up to the square of its kind's weight.
function spread(term: Term, { kinds, concept }: Weights): readonly (readonly [string, number])[] {
  const [own = '', ...meanings] = dimensionsIn(term)
  const whole = kinds[term.kind]
  if (meanings.length === 0) return [[own, whole]]
  const each = whole * Math.sqrt(concept / meanings.length)
  return [
    [own, whole * Math.sqrt(1 - concept)],
    ...meanings.map((meaning): readonly [string, number] => [meaning, each]),
  ]
}

function toUnitLength(vector: TermVector): TermVector {
  const length = Math.hypot(...vector.values())
  return length === 0
    ? vector
    : new Map([...vector].map(([dimension, weight]) => [dimension, weight / length]))
}
