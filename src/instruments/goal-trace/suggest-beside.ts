import { isSameTerm, matchTerms, wordsOf } from '../../domain/text/match-terms.ts'
import type { Restated, Suggested } from './mark-suggestion.ts'
import { because, hasAny } from './marking-words.ts'
import { coreElements } from './reference.ts'

const keptFrom = { why: 0.5, owner: 0.75 } as const
const fuzzyFrom = 0.25

/** Why and owner, by the words that are theirs alone; changed when another reason or owner is given. */
export function suggestBeside(element: 'why' | 'owner', { reference, said, languages }: Restated): Suggested {
  const core = coreElements.flatMap((each) => wordsOf(reference[each], languages))
  const all = wordsOf(reference[element], languages)
  const own = all.filter((term) => !core.some((other) => isSameTerm(term, other)))
  const match = matchTerms(own.length > 0 ? own : all, wordsOf(said, languages))
  const share = match?.share ?? 0
  if (share >= keptFrom[element]) return { mark: 'kept', because: because('words-found', match?.words) }
  if (element === 'why' && share >= fuzzyFrom) {
    return { mark: 'fuzzy', because: because('some-words-found', match?.words) }
  }
  const isOther = hasAny(said, element === 'why' ? 'because' : 'responsible')
  return isOther
    ? { mark: 'changed', because: because(`other-${element}`) }
    : { mark: 'missing', because: because('nothing-found') }
}
