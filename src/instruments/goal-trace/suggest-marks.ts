import { type Message, message } from '../../domain/message.ts'
import { hasAny } from './marking-words.ts'
import type { Mark } from './marks.ts'
import { type Element, elements, type Reference } from './reference.ts'
import { suggestBeside } from './suggest-beside.ts'
import { suggestDeadline } from './suggest-deadline.ts'
import { suggestMeasure } from './suggest-measure.ts'
import { suggestOutcome } from './suggest-outcome.ts'

/** A mark that the text speaks for and what in the text does; the person decides. */
export type MarkSuggestion = { readonly element: Element; readonly mark: Mark; readonly because: Message }

export type Suggested = Omit<MarkSuggestion, 'element'>

/** What is compared: the reference and a restatement, in one of these languages, the likeliest first. */
export type Restated = {
  readonly reference: Reference
  readonly said: string
  readonly languages: readonly string[]
}

/** One suggestion for each element that the reference states; none for an empty restatement: nothing was asked. */
export function suggestMarks(restated: Restated): readonly MarkSuggestion[] {
  if (restated.said.trim() === '') return []
  return elements
    .filter((element) => restated.reference[element].trim() !== '')
    .map((element) => ({ element, ...suggestFor(element, restated) }))
}

function suggestFor(element: Element, restated: Restated): Suggested {
  if (hasAny(restated.said, 'unknowing')) return missing('does-not-know')
  if (element === 'outcome') return suggestOutcome(restated)
  if (element === 'measure') return suggestMeasure(restated)
  if (element === 'deadline') return suggestDeadline(restated)
  return suggestBeside(element, restated)
}

function missing(reason: string): Suggested {
  return { mark: 'missing', because: message(`goal-trace.because.${reason}`) }
}
