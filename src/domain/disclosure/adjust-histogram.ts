import type { Edge } from './adjust-edge.ts'
import { adjustEdge } from './adjust-edge.ts'
import type { Histogram } from './released-table.ts'

type Slot = 0 | 1 | 2 | 3 | 4 | 5

// Each side from the answer nearest to the other outwards; "I can't say" is never favourable and moves last.
const slots = {
  plain: { favourable: [3, 4], others: [2, 1, 0, 5] },
  reversed: { favourable: [1, 0], others: [2, 3, 4, 5] },
} as const satisfies Record<string, { favourable: readonly Slot[]; others: readonly Slot[] }>

/** Favourable answers among all, 4 and 5, or 1 and 2 for a reversed item (spec 10). */
export function favourableIn(histogram: Histogram, reversed: boolean): number {
  const [first, second] = slotsOf(reversed).favourable
  return histogram[first] + histogram[second]
}

/** Everyone who answered, "I can't say" included. */
export function answersIn(histogram: Histogram): number {
  return histogram.reduce((sum, count) => sum + count, 0)
}

/** The edge rule on one atom's answers to one item; n stays, histograms strictly between the edges stay as they are (spec 09). */
export function adjustHistogram(
  histogram: Histogram,
  rule: Edge & { readonly reversed: boolean },
): Histogram {
  const { favourable, others } = slotsOf(rule.reversed)
  const x = favourableIn(histogram, rule.reversed)
  const [few, many] = x <= rule.e ? [favourable, others] : [others, favourable]
  if (x > rule.e && answersIn(histogram) - x > rule.e) return histogram
  const told = adjustEdge({ few: pick(histogram, few), many: pick(histogram, many) }, rule)
  const counts = new Map<number, number>([...pair(few, told.few), ...pair(many, told.many)])
  const at = (slot: Slot): number => counts.get(slot) ?? 0
  return [at(0), at(1), at(2), at(3), at(4), at(5)]
}

function slotsOf(reversed: boolean) {
  return reversed ? slots.reversed : slots.plain
}

function pick(histogram: Histogram, chosen: readonly Slot[]): readonly number[] {
  return chosen.map((slot) => histogram[slot])
}

function pair(chosen: readonly Slot[], counts: readonly number[]): readonly (readonly [number, number])[] {
  return chosen.map((slot, at) => [slot, counts[at] ?? 0] as const)
}
