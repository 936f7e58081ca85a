import { isSameAmount, readAmounts } from '../../domain/text/read-amounts.ts'
import { compareDeadlines, readDeadlines } from '../../domain/text/read-deadlines.ts'
import { type Node, walk } from './chain.ts'
import { type CoreElement, type Reference, scoredElements } from './reference.ts'
import type { Interview } from './traced-goal.ts'

export type Difference =
  | { readonly element: CoreElement; readonly kind: 'kept-here-lost-there' }
  | { readonly element: CoreElement; readonly kind: 'changed-differently' }

/** Two people who heard from the same one, or both from the reference, and hold different messages. */
export type Divergence = {
  readonly at: Interview | null
  readonly first: Interview
  readonly second: Interview
  readonly differences: readonly Difference[]
}

/** Where two chains of one goal part: of two teams below the same person, the first that still has more comes first. */
export function divergingChains(
  reference: Reference,
  roots: readonly Node<Interview>[],
): readonly Divergence[] {
  const elements = scoredElements(reference)
  const forks = [
    { at: null, below: roots },
    ...walk(roots).map(({ interview, below }) => ({ at: interview, below })),
  ]
  return forks.flatMap(({ at, below }) => divergencesAt(at, below, elements))
}

function divergencesAt(
  at: Interview | null,
  below: readonly Node<Interview>[],
  elements: readonly CoreElement[],
): readonly Divergence[] {
  return below.flatMap(({ interview: first }, place) =>
    below.slice(place + 1).flatMap(({ interview: second }) => {
      if (first.team === second.team) return []
      const differences = elements.flatMap((element) => differenceIn(element, first, second))
      return differences.length === 0 ? [] : [{ at, first, second, differences }]
    }),
  )
}

function differenceIn(element: CoreElement, first: Interview, second: Interview): readonly Difference[] {
  const [one, other] = [first.marks[element], second.marks[element]]
  if (one === undefined || other === undefined) return []
  if (one === 'changed' && other === 'changed') {
    return saySame(element, first.said, second.said) ? [] : [{ element, kind: 'changed-differently' }]
  }
  const isLost = (mark: typeof one) => mark === 'changed' || mark === 'missing'
  const isApart = (one === 'kept' && isLost(other)) || (isLost(one) && other === 'kept')
  return isApart ? [{ element, kind: 'kept-here-lost-there' }] : []
}

// Numbers and dates can be compared; whether two other outcomes are one is for a person to say.
function saySame(element: CoreElement, first: string, second: string): boolean {
  if (element === 'outcome') return false
  const [one, other] = [readDeadlines(first), readDeadlines(second)]
  if (element === 'deadline') {
    return one.deadlines.some((a) => other.deadlines.some((b) => compareDeadlines(a, b) === 'same'))
  }
  const [amounts, others] = [readAmounts(one.rest).amounts, readAmounts(other.rest).amounts]
  return amounts.some((a) => others.some((b) => isSameAmount(a, b)))
}
