import { matchTerms, wordsOf } from '../../domain/text/match-terms.ts'
import { compareDeadlines, readDeadlines } from '../../domain/text/read-deadlines.ts'
import type { Restated, Suggested } from './mark-suggestion.ts'
import { because } from './marking-words.ts'

/** By the dates: the same end is kept, a vague or coarser one fuzzy, any other changed. */
export function suggestDeadline({ reference, said, languages }: Restated): Suggested {
  const wanted = readDeadlines(reference.deadline).deadlines[0]
  if (wanted === undefined) return byWords({ reference, said, languages })
  const found = readDeadlines(said).deadlines.map((deadline) => ({
    text: deadline.text,
    is: compareDeadlines(wanted, deadline),
  }))
  const [best] = ['same', 'near', 'different'].flatMap((is) => found.filter((deadline) => deadline.is === is))
  if (best === undefined) return { mark: 'missing', because: because('no-date') }
  if (best.is === 'same') return { mark: 'kept', because: because('date-found', [best.text]) }
  if (best.is === 'near') return { mark: 'fuzzy', because: because('date-vague', [best.text]) }
  return { mark: 'changed', because: because('other-date', [best.text]) }
}

function byWords({ reference, said, languages }: Restated): Suggested {
  const match = matchTerms(wordsOf(reference.deadline, languages), wordsOf(said, languages))
  if ((match?.share ?? 0) >= 0.5) return { mark: 'kept', because: because('words-found', match?.words) }
  return { mark: 'missing', because: because('no-date') }
}
