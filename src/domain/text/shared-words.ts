import type { Term } from './terms.ts'
import { dimensionsIn, type TermVector } from './weigh-terms.ts'

/** Words as they were written that tie statements together; several when they are taken to mean the same. */
export type SharedWords = { readonly words: readonly string[]; readonly statements: number }

export type Weighed = { readonly terms: readonly Term[]; readonly vector: TermVector }

const mostShown = 4

/** What makes these statements alike, strongest first, at most four. Empty for a single statement. */
export function sharedWords(statements: readonly Weighed[]): readonly SharedWords[] {
  const found = new Map<string, { weight: number; words: Set<string>; statements: number }>()
  for (const dimension of new Set(statements.flatMap(({ vector }) => [...vector.keys()]))) {
    const holders = statements.filter(({ vector }) => vector.has(dimension))
    if (holders.length < 2) continue
    const words = new Set(holders.flatMap(({ terms }) => wordsWith(terms, dimension)))
    const key = [...words].toSorted().join(' ')
    const weight =
      pairWeight(holders.map(({ vector }) => vector.get(dimension) ?? 0)) + (found.get(key)?.weight ?? 0)
    found.set(key, { weight, words, statements: holders.length })
  }
  return [...found.values()]
    .toSorted((a, b) => b.weight - a.weight)
    .filter(({ words }, at, all) => !all.slice(0, at).some((stronger) => isWithin(words, stronger.words)))
    .slice(0, mostShown)
    .map(({ words, statements: count }) => ({ words: [...words].toSorted(), statements: count }))
}

function wordsWith(terms: readonly Term[], dimension: string): readonly string[] {
  return terms.filter((term) => dimensionsIn(term).includes(dimension)).map(({ word }) => word)
}

// Sum of the products over all pairs of holders.
function pairWeight(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const squares = weights.reduce((total, weight) => total + weight ** 2, 0)
  return (sum ** 2 - squares) / 2
}

function isWithin(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...words].every((word) => others.has(word))
}
