import type { Message } from '../../../domain/message.ts'
import { formChain, type Link } from '../chain.ts'

export type Placed<One extends Link> = { readonly interview: One; readonly depth: number }

/** Each interview under the one it reports to, whether or not the chain is complete; nobody is lost in a loop. */
export function arrangeChain<One extends Link>(interviews: readonly One[]): readonly Placed<One>[] {
  const ids = new Set(interviews.map(({ id }) => id))
  const isTop = ({ reportsTo }: One) => reportsTo === null || !ids.has(reportsTo)
  const below = (above: One, depth: number): readonly Placed<One>[] => [
    { interview: above, depth },
    ...interviews.filter(({ reportsTo }) => reportsTo === above.id).flatMap((one) => below(one, depth + 1)),
  ]
  return interviews.filter(isTop).flatMap((one) => below(one, 0))
}

const waitsFor = 'goal-trace.refused.unattached'

/** Why these interviews cannot stand like this. Somebody who hangs in the air may wait for whoever comes above. */
export function refusalOf(interviews: readonly Link[]): Message | null {
  const chain = formChain(interviews)
  if (chain.outcome === 'formed') return null
  const reasons = chain.reasons.filter(({ key }) => key !== waitsFor)
  return reasons.reduce<Message | null>(
    (all, reason) =>
      all === null ? reason : { key: 'tracing.both', values: { first: all, second: reason } },
    null,
  )
}

/** What is still missing before the chain can be read. */
export function problemsOf(interviews: readonly Link[]): readonly Message[] {
  const chain = formChain(interviews)
  return chain.outcome === 'formed' ? [] : chain.reasons
}
