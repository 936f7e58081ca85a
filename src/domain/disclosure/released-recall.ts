import { codedIn, type RecallCounts } from './read-recall.ts'
import type { ReleasedTable, Side } from './released-table.ts'
import { toldAtEdge } from './rules.ts'

/** Respondents have three fields, so of four or five agreed priorities nobody can name more than three: that is "all". */
export const mostNamed = 3

/**
 * Written once, when coding is frozen; sides that are shown, each as one group. `agreed`: the priorities it was held
 * against where they were agreed only after the check was opened.
 */
export type ReleasedRecall = {
  readonly version: 1
  readonly agreed?: ReleasedTable['priorities']
  readonly sides: Readonly<Partial<Record<Side, RecallCounts>>>
}

/** Of one response: agreed priorities named, each once; `isBlank` when nothing was written. */
export type Named = { readonly hits: number; readonly isBlank: boolean }

/** `named` has the coded responses of a side, `answered` all of them. */
export type SideNamed = { readonly side: Side; readonly answered: number; readonly named: readonly Named[] }

/**
 * Counts of coded texts for whole sides. A side is one group here, so the edge rule of spec 09 holds for it as for an
 * atom: each of "wrote something", "named one or more", "two or more" and "all" is told as ⌊(e+1)/2⌋ up to e and as
 * n − ⌊(e+1)/2⌋ from n − e on. What is told never falls as the number grows, so the differences stay counts of people.
 * With fewer coded responses than the rule asks of texts, a side is told as not coded.
 */
export function releaseRecall(table: ReleasedTable, sides: readonly SideNamed[]): ReleasedRecall {
  const told = sides.map((side) => [side.side, countNamed(table, side)] as const)
  return { version: 1, sides: Object.fromEntries(told) }
}

function countNamed({ priorities, rule }: ReleasedTable, { answered, named }: SideNamed): RecallCounts {
  const n = named.length
  if (n < rule.texts) return { all: 0, two: 0, one: 0, none: 0, blank: 0, notCoded: answered }
  const told = (isCounted: (one: Named) => boolean): number =>
    tellAtEdge(named.filter(isCounted).length, n, rule.e)
  const most = Math.min(priorities.length, mostNamed)
  const all = told(({ hits }) => hits >= most)
  const two = most > 2 ? told(({ hits }) => hits >= 2) : all
  const one = most > 1 ? told(({ hits }) => hits >= 1) : all
  const wrote = told(({ isBlank }) => !isBlank)
  return { all, two: two - all, one: one - two, none: wrote - one, blank: n - wrote, notCoded: answered - n }
}

function tellAtEdge(x: number, n: number, e: number): number {
  if (x <= e) return toldAtEdge(e)
  return x >= n - e ? n - toldAtEdge(e) : x
}

/** What a told number of people can really be. */
export function envelopeOf(
  x: number,
  counts: RecallCounts,
  e: number,
): { readonly low: number; readonly high: number } {
  const n = codedIn(counts)
  if (x <= e) return { low: 0, high: e }
  return x >= n - e ? { low: n - e, high: n } : { low: x, high: x }
}
