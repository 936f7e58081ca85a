import { mean, sum } from 'simple-statistics'

/** `extrapolated` goes on as the lists began; `low` and `high` are what the unseen rest could make of it. All 0…1. */
export type RankOverlap = {
  readonly extrapolated: number
  readonly low: number
  readonly high: number
  /** Mean share in common over all depths of the shorter list. */
  readonly averageOverlap: number
}

/**
 * Overlap of two rankings without ties, agreement at the top counting more by persistence 0 < p < 1. Null for an empty
 * list: it is no evidence of agreement. Webber, Moffat & Zobel 2010, eq. 11 and 32.
 */
export function rankBiasedOverlap(
  a: readonly string[],
  b: readonly string[],
  persistence = 0.9,
): RankOverlap | null {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length === 0) return null
  const shared = Array.from({ length: long.length }, (_, at) => sharedTo(at + 1, short, long))
  const lists = { shared, short: short.length, persistence }
  return {
    extrapolated: extrapolate(lists),
    low: lowest(lists),
    high: highest(lists),
    averageOverlap: mean(short.map((_, at) => (shared[at] ?? 0) / (at + 1))),
  }
}

/** `shared[d − 1]`: items in common down to depth d of the longer list. */
type Lists = { readonly shared: readonly number[]; readonly short: number; readonly persistence: number }

function sharedTo(depth: number, short: readonly string[], long: readonly string[]): number {
  const seen = new Set(long.slice(0, depth))
  return short.slice(0, depth).filter((item) => seen.has(item)).length
}

function extrapolate({ shared, short, persistence: p }: Lists): number {
  const long = shared.length
  const [atShort, atLong] = [shared[short - 1] ?? 0, shared[long - 1] ?? 0]
  const seen = shared.map((count, at) => (count / (at + 1)) * p ** (at + 1))
  const assumed = shared.map((_, at) =>
    at < short ? 0 : ((atShort * (at + 1 - short)) / (short * (at + 1))) * p ** (at + 1),
  )
  const rest = (atLong - atShort) / long + atShort / short
  return ((1 - p) / p) * (sum(seen) + sum(assumed)) + rest * p ** long
}

function lowest({ shared, persistence: p }: Lists): number {
  const last = shared.at(-1) ?? 0
  const seen = shared.map((count, at) => ((count - last) * p ** (at + 1)) / (at + 1))
  return ((1 - p) / p) * (sum(seen) - last * Math.log(1 - p))
}

// Unseen places are filled with what the other list has: one match a place while only one is open, then two.
function highest({ shared, short, persistence: p }: Lists): number {
  const long = shared.length
  const full = long + short - (shared[long - 1] ?? 0)
  const best = (depth: number) => (shared[Math.min(depth, long) - 1] ?? 0) + openPlaces(depth, short, long)
  const seen = Array.from({ length: full }, (_, at) => {
    const depth = at + 1
    return (1 - p) * p ** at * (Math.min(depth, best(depth)) / depth)
  })
  return sum(seen) + p ** full
}

function openPlaces(depth: number, short: number, long: number): number {
  return Math.max(0, depth - short) + Math.max(0, depth - long)
}
