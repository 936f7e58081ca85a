import type { Remark, Remarks } from '../../../domain/chapter.ts'
import { joinNames } from '../../../domain/join-names.ts'
import { type Message, message } from '../../../domain/message.ts'
import { type Divergence, divergingChains } from '../diverging.ts'
import type { ScoredGoal } from '../scored-goals.ts'
import { placesIn, quoteOf } from './say-kept.ts'

const mostPairs = 6

/** Where two chains of one goal part: teams below the same person that hold different messages. Null where none do. */
export function divergingExhibit({ goal, roots }: ScoredGoal, place: number): Remarks | null {
  const found = divergingChains(goal.reference, roots)
  if (found.length === 0) return null
  const left = found.length - mostPairs
  return {
    kind: 'remarks',
    id: `trace-diverging-${place}`,
    title: message('trace-results.diverging.title', { goal: goal.name }),
    cites: [],
    remarks: [
      ...found.slice(0, mostPairs).map((each) => remarkOf(each, goal)),
      ...(left > 0
        ? [{ lead: null, says: message('trace-results.diverging.more', { left }), cites: [] }]
        : []),
    ],
  }
}

function remarkOf({ at, first, second, differences }: Divergence, goal: ScoredGoal['goal']): Remark {
  const placeOf = placesIn(goal.interviews)
  const namesOf = (is: (one: Divergence['differences'][number]) => boolean) =>
    joinNames(differences.filter(is).map(({ element }) => message(`trace-results.element.${element}`)))
  const told = [first, second].flatMap((holds) => {
    const lacks = holds === first ? second : first
    const elements = namesOf(
      ({ element, kind }) => kind === 'kept-here-lost-there' && holds.marks[element] === 'kept',
    )
    if (elements === '') return []
    const values = { elements, holds: placeOf(holds).full, lacks: placeOf(lacks).full }
    return [message('trace-results.diverging.kept-lost', values)]
  })
  const changed = namesOf(({ kind }) => kind === 'changed-differently')
  if (changed !== '') told.push(message('trace-results.diverging.changed', { elements: changed }))
  // Where both hold another message, only their words tell which.
  const quoted = changed === '' ? [] : [first, second]
  const quotes = quoted.flatMap((one) => {
    const { says, isQuote } = quoteOf(one)
    return isQuote ? [message('trace-results.diverging.quote', { who: placeOf(one).full, says })] : []
  })
  return {
    lead: message('trace-results.diverging.pair', {
      from: at === null || at.isSource ? message('trace-results.the-top') : placeOf(at).full,
    }),
    says: sentences([...told, ...quotes]),
    cites: [],
  }
}

function sentences(all: readonly Message[]): Message {
  const [first = message('trace-results.nothing'), ...more] = all
  return more.reduce((said, next) => message('trace-results.sentences', { said, next }), first)
}
