import type { Figure } from './figure.ts'
import type { HeadCount, Range } from './head-count.ts'
import { headCount, percentFrom } from './head-count.ts'

/** In percentage points, not rounded; positive when the first group or the later round is higher. */
export type Gap = { readonly points: number; readonly interval: Range | null }

/**
 * First minus second, interval by MOVER from the two intervals, treated as independent:
 * L = d − √((p₁ − l₁)² + (u₂ − p₂)²), U = d + √((u₁ − p₁)² + (p₂ − l₂)²). Zou & Donner 2008; Newcombe 1998, method 10.
 */
export function gapBetween(first: Figure, second: Figure): Gap {
  const points = first.value - second.value
  if (first.interval === null || second.interval === null) return { points, interval: null }
  const down = Math.hypot(first.value - first.interval.low, second.interval.high - second.value)
  const up = Math.hypot(first.interval.high - first.value, second.value - second.interval.low)
  return { points, interval: { low: Math.max(-100, points - down), high: Math.min(100, points + up) } }
}

/** `points` in −100…100: the least or the most the gap can be, with its sign, or what it is told as. */
export type GapWords = { readonly kind: 'exact' | 'at-least' | 'at-most' | 'about'; readonly points: number }

/**
 * First minus second, "at least" or "at most" where a side is at its edge, "about" where both ends are open (spec 10).
 * A large group that only holds smaller ones at their edge is told in plain per cent, and so is a difference from it.
 * Null without answers on either side.
 */
export function gapWords(first: HeadCount, second: HeadCount): GapWords | null {
  if (first.n <= 0 || second.n <= 0) return null
  const least = (100 * first.low) / first.n - (100 * second.high) / second.n
  const most = (100 * first.high) / first.n - (100 * second.low) / second.n
  const openEnds = new Set([openEnd(first), flip(openEnd(second))].filter((end) => end !== null))
  const points = (100 * first.x) / first.n - (100 * second.x) / second.n
  if (openEnds.size === 0) return { kind: 'exact', points }
  // What is open to both sides widens the limit that the other group sets.
  openEnds.delete('both')
  if (openEnds.size !== 1) return { kind: 'about', points }
  return openEnds.has('up') ? { kind: 'at-least', points: least } : { kind: 'at-most', points: most }
}

type OpenEnd = 'up' | 'down' | 'both' | null

// "At most 2" can only be less than its limit, "all but at most 2" only more.
function openEnd(count: HeadCount): OpenEnd {
  const between = count.n >= percentFrom ? null : 'both'
  const ends = { exact: null, 'at-most': 'down', 'all-but-at-most': 'up', between } as const
  return ends[headCount(count).kind]
}

function flip(end: OpenEnd): OpenEnd {
  if (end === 'up') return 'down'
  return end === 'down' ? 'up' : end
}
