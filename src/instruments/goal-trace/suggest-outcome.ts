import { isSameTerm, matchTerms, wordsOf } from '../../domain/text/match-terms.ts'
import type { Term } from '../../domain/text/terms.ts'
import type { Restated, Suggested } from './mark-suggestion.ts'
import { because, hasAny } from './marking-words.ts'
import { elements } from './reference.ts'

const keptFrom = 0.5
const fuzzyFrom = 0.25
const measureFrom = 0.6

/**
 * By how many of the outcome's words are said, or by the measure's, which carries the outcome with it; changed when it
 * turns round or something else is said instead.
 */
export function suggestOutcome(restated: Restated): Suggested {
  const { reference, said, languages } = restated
  const words = wordsOf(said, languages)
  const wanted = wordsOf(reference.outcome, languages)
  const match = matchTerms(wanted, words)
  const measure = matchTerms(wordsOf(reference.measure, languages), words)
  const share = match?.share ?? 0
  if (share >= fuzzyFrom && isTurnedRound(reference.outcome, said)) {
    return { mark: 'changed', because: because('turned-round') }
  }
  if (share >= keptFrom && (share === 1 || namesMore(wanted, words))) {
    return { mark: 'kept', because: because('words-found', match?.words) }
  }
  if ((measure?.share ?? 0) >= measureFrom) {
    return { mark: 'kept', because: because('measure-names-it', measure?.words) }
  }
  if (share >= fuzzyFrom) return { mark: 'fuzzy', because: because('some-words-found', match?.words) }
  const others = otherWords(words, restated)
  if (others.length > 0) return { mark: 'changed', because: because('other-words', others) }
  return { mark: 'missing', because: because('nothing-found') }
}

// To name only whom a goal is about says little about what will be different.
function namesMore(wanted: readonly Term[], said: readonly Term[]): boolean {
  return wanted
    .filter(({ kind }) => kind === 'word')
    .some((term) => said.some((other) => isSameTerm(term, other)))
}

function isTurnedRound(wanted: string, said: string): boolean {
  return (
    (goesOnly(wanted, 'up', 'down') && goesOnly(said, 'down', 'up')) ||
    (goesOnly(wanted, 'down', 'up') && goesOnly(said, 'up', 'down'))
  )
}

function goesOnly(text: string, way: 'up' | 'down', other: 'up' | 'down'): boolean {
  return hasAny(text, way) && !hasAny(text, other)
}

// What belongs to another element of the goal is no other outcome.
function otherWords(words: readonly Term[], { reference, languages }: Restated): readonly string[] {
  const known = elements.flatMap((element) => wordsOf(reference[element], languages))
  return words
    .filter(({ kind }) => kind !== 'weak')
    .filter((word) => !known.some((term) => isSameTerm(term, word)))
    .map(({ word }) => word)
}
