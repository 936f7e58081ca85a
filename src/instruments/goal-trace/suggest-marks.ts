import type { MarkSuggestion, Restated, Suggested } from './mark-suggestion.ts'
import { because, hasAny } from './marking-words.ts'
import { type Element, elements } from './reference.ts'
import { suggestBeside } from './suggest-beside.ts'
import { suggestDeadline } from './suggest-deadline.ts'
import { suggestMeasure } from './suggest-measure.ts'
import { suggestOutcome } from './suggest-outcome.ts'

/** One suggestion for each element that the reference states; none for an empty restatement: nothing was asked. */
export function suggestMarks(restated: Restated): readonly MarkSuggestion[] {
  if (restated.said.trim() === '') return []
  return elements
    .filter((element) => restated.reference[element].trim() !== '')
    .map((element) => ({ element, ...suggestFor(element, restated) }))
}

function suggestFor(element: Element, restated: Restated): Suggested {
  if (hasAny(restated.said, 'unknowing')) return { mark: 'missing', because: because('does-not-know') }
  if (element === 'outcome') return suggestOutcome(restated)
  if (element === 'measure') return suggestMeasure(restated)
  if (element === 'deadline') return suggestDeadline(restated)
  return suggestBeside(element, restated)
}
