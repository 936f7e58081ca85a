import type { Figure } from './figure.ts'

export type AssumptionReading =
  | 'over-estimated'
  | 'probably-over-estimated'
  | 'within-interval'
  | 'probably-under-estimated'
  | 'under-estimated'

/** `points`: estimate minus staff's raw agreement, −100…100. Readings are about clarity. */
export type AssumptionGap = { readonly points: number; readonly reading: AssumptionReading | null }

type Assumption = { readonly estimate: number; readonly actual: Figure; readonly reversed: boolean }

/**
 * Leaders' mean estimate of agreement (per cent) against what staff really said. Beyond the worst-case bound: over- or
 * under-estimated; only outside the interval: probably. On reversed items too little expected agreement is too much
 * clarity. Null reading without an interval. Leaders are a census, so there is no p-value (spec 10).
 */
export function assumedAgainstActual({ estimate, actual, reversed }: Assumption): AssumptionGap {
  const points = estimate - actual.value
  const { interval, bounds } = actual
  if (interval === null || bounds === null) return { points, reading: null }
  if (estimate > interval.high) return { points, reading: readingOf(!reversed, estimate > bounds.high) }
  if (estimate < interval.low) return { points, reading: readingOf(reversed, estimate < bounds.low) }
  return { points, reading: 'within-interval' }
}

function readingOf(isOver: boolean, isCertain: boolean): AssumptionReading {
  if (isOver) return isCertain ? 'over-estimated' : 'probably-over-estimated'
  return isCertain ? 'under-estimated' : 'probably-under-estimated'
}
