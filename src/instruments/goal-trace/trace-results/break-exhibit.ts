import type { Beside } from '../../../domain/chapter.ts'
import { joinNames } from '../../../domain/join-names.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { Retention } from '../../../domain/statistics/trace-fidelity.ts'
import { scoredElements } from '../reference.ts'
import type { ScoredGoal } from '../scored-goals.ts'
import { placesIn, quoteOf, sayKept } from './say-kept.ts'

/** The hop with the largest drop: both statements side by side, and what was lost between them. Null where nothing was. */
export function breakExhibit({ goal, fidelity }: ScoredGoal, place: number): Beside | null {
  const { theBreak } = fidelity
  if (theBreak === null) return null
  const { above, below, before, kept, lost } = theBreak
  const placeOf = placesIn(goal.interviews)
  const isFromTop = above === null || above.isSource
  const start = isFromTop
    ? { head: message('trace-results.the-top-states'), says: stated(goal), isQuote: true }
    : { head: placeOf(above).full, ...quoteOf(above) }
  const changed = lost.filter((element) => below.marks[element] === 'changed')
  return {
    kind: 'beside',
    id: `trace-break-${place}`,
    title: message('trace-results.break.title', { goal: goal.name, elements: namesOf(lost) }),
    cites: [],
    note:
      changed.length === 0 ? null : message('trace-results.break.changed', { elements: namesOf(changed) }),
    sides: [
      { ...start, head: headed(start.head, before), figure: null },
      { head: headed(placeOf(below).full, kept), ...quoteOf(below), figure: null },
    ],
  }
}

const headed = (head: Message, kept: Retention) =>
  message('trace-results.side', { head, kept: sayKept(kept) })

function stated({ reference }: ScoredGoal['goal']): Message {
  const parts = scoredElements(reference).map((element) => reference[element])
  return message('trace-results.words', { words: parts.join('; ') })
}

function namesOf(elements: ScoredGoal['fidelity']['hops'][number]['lost']): string | Message {
  return joinNames(elements.map((element) => message(`trace-results.element.${element}`)))
}
