/**
 * People of a group who answered favourably: x as told, of n who answered, of `invited` (0: open link, nobody invited).
 * `low` and `high`: the envelope, what x may really be, since groups at an edge are told as one number (specs 09, 10).
 */
export type HeadCount = {
  readonly x: number
  readonly n: number
  readonly invited: number
  readonly low: number
  readonly high: number
}

export type Range = { readonly low: number; readonly high: number }

/** How a head-count is said: "4 of 9", "at most 2 of 9", "all but at most 2 of 9", "4 to 6 of 18". */
export type HeadCountWords =
  | { readonly kind: 'exact'; readonly x: number; readonly n: number }
  | { readonly kind: 'at-most'; readonly x: number; readonly n: number }
  | { readonly kind: 'all-but-at-most'; readonly x: number; readonly n: number }
  | { readonly kind: 'between'; readonly low: number; readonly high: number; readonly n: number }

/** For all-but-at-most, x is the largest number of people left out. */
export function headCount({ x, n, low, high }: HeadCount): HeadCountWords {
  if (low === high) return { kind: 'exact', x, n }
  if (low === 0) return { kind: 'at-most', x: high, n }
  if (high === n) return { kind: 'all-but-at-most', x: n - low, n }
  return { kind: 'between', low, high, n }
}

/** From this many people on a figure is told in per cent, below in people (spec 10). */
export const percentFrom = 30
