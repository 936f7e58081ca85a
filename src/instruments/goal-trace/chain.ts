import { type Message, message } from '../../domain/message.ts'

/** From the top down; a chain may leave levels out. */
export const levels = ['executive', 'head', 'manager', 'individual'] as const
export type Level = (typeof levels)[number]

/** Where one interview stands: below another one of the same goal, or directly below the reference. */
export type Link = {
  readonly id: string
  readonly role: string
  readonly team: string
  readonly level: Level
  readonly reportsTo: string | null
}

/** An interview with those that report to it, in the order in which they were given. */
export type Node<One extends Link> = { readonly interview: One; readonly below: readonly Node<One>[] }

export type Chain<One extends Link> =
  | { readonly outcome: 'formed'; readonly roots: readonly Node<One>[] }
  | { readonly outcome: 'refused'; readonly reasons: readonly Message[] }

export const mostInterviews = 40

/**
 * The tree of a goal's interviews, of any shape. Refused with words: too many, two with one id, a loop, somebody missing
 * in between, or somebody who reports to the same level or a lower one. No interviews form an empty chain.
 */
export function formChain<One extends Link>(interviews: readonly One[]): Chain<One> {
  const reasons = [...sizeReasons(interviews), ...interviews.flatMap((one) => linkReasons(one, interviews))]
  if (reasons.length > 0) return { outcome: 'refused', reasons }
  return { outcome: 'formed', roots: nodesBelow(null, interviews) }
}

/** Every interview of a chain, each before those below it. */
export function walk<One extends Link>(roots: readonly Node<One>[]): readonly Node<One>[] {
  return roots.flatMap((node) => [node, ...walk(node.below)])
}

/** Hops of a chain: from the reference (null) or an interview to one below it. */
export type Hop<One extends Link> = { readonly above: One | null; readonly below: One }

export function hopsOf<One extends Link>(roots: readonly Node<One>[]): readonly Hop<One>[] {
  return [
    ...roots.map(({ interview }) => ({ above: null, below: interview })),
    ...walk(roots).flatMap((node) =>
      node.below.map(({ interview }) => ({ above: node.interview, below: interview })),
    ),
  ]
}

function nodesBelow<One extends Link>(above: string | null, all: readonly One[]): readonly Node<One>[] {
  return all
    .filter((one) => one.reportsTo === above)
    .map((interview) => ({ interview, below: nodesBelow(interview.id, all) }))
}

function sizeReasons(interviews: readonly Link[]): readonly Message[] {
  if (interviews.length > mostInterviews) {
    return [message('goal-trace.refused.too-many', { most: mostInterviews, count: interviews.length })]
  }
  const ids = new Set(interviews.map(({ id }) => id))
  return ids.size < interviews.length ? [message('goal-trace.refused.twice')] : []
}

function linkReasons(one: Link, all: readonly Link[]): readonly Message[] {
  const { role, team } = one
  if (isInLoop(one, all)) return [message('goal-trace.refused.loop', { role, team })]
  const above = all.find(({ id }) => id === one.reportsTo)
  if (one.reportsTo !== null && above === undefined)
    return [message('goal-trace.refused.gap', { role, team })]
  if (above !== undefined && rankOf(above) >= rankOf(one)) {
    return [message('goal-trace.refused.upside-down', { role, team, above: above.role })]
  }
  const top = Math.min(...all.map(rankOf))
  if (above === undefined && rankOf(one) > top)
    return [message('goal-trace.refused.unattached', { role, team })]
  return []
}

function isInLoop(one: Link, all: readonly Link[]): boolean {
  const passed = new Set<string>()
  let at: Link | undefined = one
  while (at !== undefined && !passed.has(at.id)) {
    passed.add(at.id)
    const above: string | null = at.reportsTo
    at = all.find(({ id }) => id === above)
  }
  return at?.id === one.id
}

function rankOf({ level }: Link): number {
  return levels.indexOf(level)
}
