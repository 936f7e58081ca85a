import { type Term, termsOf } from './terms.ts'
import { isAkin } from './word-families.ts'

/** How much of what was wanted is said, 0…1 by weight, and the words that show it. */
export type TermMatch = { readonly share: number; readonly words: readonly string[] }

/** Words of a text that count when it is looked for in another one: no phrases, no amounts. */
export function wordsOf(text: string, languages: readonly string[]): readonly Term[] {
  return termsOf(text, languages).filter(({ kind }) => kind !== 'phrase' && kind !== 'amount')
}

/** By the same stem, the same meaning or the same family of words. Null when nothing was wanted. */
export function matchTerms(wanted: readonly Term[], said: readonly Term[]): TermMatch | null {
  const all = weightOf(wanted)
  if (all === 0) return null
  const found = wanted.flatMap((term) => {
    const same = said.find((other) => isSameTerm(term, other))
    return same === undefined ? [] : [{ term, word: same.word }]
  })
  const words = found.filter(({ term }) => term.kind !== 'weak').map(({ word }) => word)
  return { share: weightOf(found.map(({ term }) => term)) / all, words: [...new Set(words)] }
}

export function isSameTerm(a: Term, b: Term): boolean {
  return (
    a.stem === b.stem ||
    a.concepts.some((concept) => b.concepts.includes(concept)) ||
    (a.kind === 'word' && b.kind === 'word' && isAkin(a.stem, b.stem))
  )
}

const weak = 0.3

// Words of one meaning count once: "customers" and "accounts" in one sentence are one thing.
function weightOf(terms: readonly Term[]): number {
  const meanings = new Map(
    terms.map((term) => [term.concepts[0] ?? term.stem, term.kind === 'weak' ? weak : 1]),
  )
  return [...meanings.values()].reduce((sum, weight) => sum + weight, 0)
}
