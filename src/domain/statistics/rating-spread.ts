import { sum } from 'simple-statistics'

/** Counts of the answers 1 to 5. */
export type Ratings = readonly [number, number, number, number, number]

/** Agreement within a group about one item; shares 0…1, undefined is null. */
export type RatingSpread = {
  readonly n: number
  readonly mean: number | null
  readonly median: number | null
  readonly sampleVariance: number | null
  readonly favourable: number | null
  readonly unfavourable: number | null
  readonly topBox: number | null
  readonly rwg: number | null
  readonly rwgLindell: number | null
  readonly awg: number | null
  readonly adMean: number | null
  readonly adMedian: number | null
}

/**
 * All of them from counts; only for groups whose distribution is released (spec 10). Sums run over the five points, not
 * over people: a million answers take as long as thirty.
 */
export function spreadOf(ratings: Ratings): RatingSpread {
  const n = sum([...ratings])
  const share = (...counts: readonly number[]) => (n === 0 ? null : sum([...counts]) / n)
  const centre = n === 0 ? null : sumOver(ratings, (point) => point) / n
  const middle =
    n === 0 ? null : (pointAt(ratings, Math.ceil(n / 2)) + pointAt(ratings, Math.floor(n / 2) + 1)) / 2
  const variance =
    centre === null || n < 2 ? null : sumOver(ratings, (point) => (point - centre) ** 2) / (n - 1)
  return {
    n,
    mean: centre,
    median: middle,
    sampleVariance: variance,
    favourable: share(ratings[3], ratings[4]),
    unfavourable: share(ratings[0], ratings[1]),
    topBox: share(ratings[4]),
    rwg: variance === null ? null : Math.max(0, rwgLindell(variance)),
    rwgLindell: variance === null ? null : rwgLindell(variance),
    awg: centre === null || variance === null ? null : awg(centre, variance, n),
    adMean: centre === null ? null : averageDeviation(ratings, centre),
    adMedian: middle === null ? null : averageDeviation(ratings, middle),
  }
}

function sumOver(ratings: Ratings, term: (point: number) => number): number {
  return sum(ratings.map((count, at) => count * term(at + 1)))
}

/** The answer of the person at that place, from 1, when all stand in order. */
function pointAt(ratings: Ratings, place: number): number {
  const reached = ratings.findIndex((_, at) => sum(ratings.slice(0, at + 1)) >= place)
  return reached + 1
}

// Variance of five answers chosen blindly: (5² − 1)/12.
const blindVariance = 2

/** r*_wg = 1 − s²/σ²; negative when people differ more than blind choice would (Lindell, Brandt & Whitney 1999). */
function rwgLindell(variance: number): number {
  return 1 - variance / blindVariance
}

/** a_wg = 1 − 2s²/((6M − M² − 5)·n/(n − 1)), null where the mean is too near an end (Brown & Hauenstein 2005). */
function awg(centre: number, variance: number, n: number): number | null {
  const lowest = (n - 1 + 5) / n
  const highest = (5 * (n - 1) + 1) / n
  const slack = 1e-9
  if (centre < lowest - slack || centre > highest + slack) return null
  return 1 - (2 * variance) / ((6 * centre - centre ** 2 - 5) * (n / (n - 1)))
}

/** AD: mean distance from the mean or the median, in scale points (Burke, Finkelstein & Dusig 1999). */
function averageDeviation(ratings: Ratings, centre: number): number {
  return sumOver(ratings, (point) => Math.abs(point - centre)) / sum([...ratings])
}
