import type { HeadCount } from '../statistics/head-count.ts'
import type { Hidden } from './read-released.ts'
import type { Released } from './released.ts'
import { passGate } from './released.ts'
import type { DisclosureRule, Side } from './released-table.ts'
import { toldAtEdge } from './rules.ts'

/** Respondents have three fields, so of four or five agreed priorities nobody can name more than three. */
export const mostNamed = 3

/** Of n coded responses: how many named all (at most three), exactly two, exactly one or none; `blank` of those none wrote nothing. */
export type RecallCounts = {
  readonly n: number
  readonly all: number
  readonly two: number
  readonly one: number
  readonly none: number
  readonly blank: number
}

/** Written once, when the assignment is locked. `invited` of the side, for intervals; `notCoded` responses of all sides. */
export type ReleasedRecall = {
  readonly version: 1
  readonly agreed: number
  readonly rule: DisclosureRule
  readonly sides: Readonly<Partial<Record<Side, RecallCounts & { readonly invited: number }>>>
  readonly notCoded: number
}

/** Of one response: agreed priorities named, each once; `blank` when nothing was written. */
export type Named = { readonly hits: number; readonly blank: boolean }

export type SideRecall = {
  readonly side: Side
  readonly invited: number
  readonly answered: number
  readonly named: readonly Named[]
}

/**
 * Counts of coded texts, for whole sides only. A side is one group here, so the edge rule holds for it as for an atom:
 * each of "wrote something", "named one or more", "two or more", "all" is told as ⌊(e+1)/2⌋ up to e and as
 * n − ⌊(e+1)/2⌋ from n − e on. The rule never falls as its number grows, so the differences stay counts of people.
 * Sides with fewer coded responses than the rule asks of texts are not written.
 */
export function releaseRecall(
  sides: readonly SideRecall[],
  setUp: Pick<ReleasedRecall, 'agreed' | 'rule'>,
): ReleasedRecall {
  const { texts, k } = setUp.rule
  const written = sides.filter(({ named }) => named.length >= Math.max(texts, k))
  const told = written.map(
    (side) => [side.side, { invited: side.invited, ...countNamed(side.named, setUp) }] as const,
  )
  const coded = written.reduce((sum, { named }) => sum + named.length, 0)
  const answered = sides.reduce((sum, side) => sum + side.answered, 0)
  return { version: 1, ...setUp, sides: Object.fromEntries(told), notCoded: Math.max(0, answered - coded) }
}

function countNamed(
  named: readonly Named[],
  { agreed, rule }: Pick<ReleasedRecall, 'agreed' | 'rule'>,
): RecallCounts {
  const n = named.length
  const atLeast = (hits: number): number =>
    tellAtEdge(named.filter((each) => each.hits >= hits).length, n, rule.e)
  const most = Math.min(agreed, mostNamed)
  const all = atLeast(most)
  const two = most > 2 ? atLeast(2) : all
  const one = most > 1 ? atLeast(1) : all
  const wrote = tellAtEdge(named.filter((each) => !each.blank).length, n, rule.e)
  return { n, all, two: two - all, one: one - two, none: n - one, blank: n - wrote }
}

function tellAtEdge(x: number, n: number, e: number): number {
  if (x <= e) return toldAtEdge(e)
  return x >= n - e ? n - toldAtEdge(e) : x
}

export type Recall = RecallCounts & {
  readonly invited: number
  readonly named: Readonly<Record<'all' | 'any' | 'none', HeadCount>>
}

/** What one side named, with envelopes as for an atom; hidden where nothing was coded for it. */
export function recallOf(recall: ReleasedRecall, side: Side): Released<Recall> | Hidden {
  const counts = recall.sides[side]
  if (counts === undefined) return { hidden: 'too-few-answers' }
  const { n, all, none, invited } = counts
  const count = (x: number): HeadCount => ({ x, n, invited, ...envelopeOf(x, n, recall.rule.e) })
  return passGate({ ...counts, named: { all: count(all), any: count(n - none), none: count(none) } })
}

function envelopeOf(x: number, n: number, e: number): { low: number; high: number } {
  if (x <= e) return { low: 0, high: e }
  return x >= n - e ? { low: n - e, high: n } : { low: x, high: x }
}
