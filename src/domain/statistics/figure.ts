import { mean } from 'simple-statistics'
import type { HeadCount, Range } from './head-count.ts'
import { hypergeometricInterval } from './hypergeometric.ts'

/**
 * A share in per cent, 0…100, not rounded. `interval`: for all invited, from sampling; `bounds`: if all who stayed silent
 * had disagreed, or agreed. Both null where nobody was invited (open link). `everyoneAnswered`: no sampling error.
 */
export type Figure = {
  readonly value: number
  readonly interval: Range | null
  readonly bounds: Range | null
  readonly everyoneAnswered: boolean
}

/** Share, exact interval from the envelope's lower to its upper limit, worst-case bounds; null without answers (spec 10). */
export function figureOf(count: HeadCount): Figure | null {
  const { x, n, invited } = count
  if (n <= 0) return null
  const low = hypergeometricInterval(count.low, n, invited)
  const high = hypergeometricInterval(count.high, n, invited)
  const interval = low === null || high === null ? null : inPercent(low.low, high.high, invited)
  const worst = worstCase(count)
  const bounds = worst === null ? null : inPercent(worst.low, worst.high, invited)
  return { value: (100 * x) / n, interval, bounds, everyoneAnswered: n === invited }
}

/** "If none of the silent agreed … if all did", in people: [x_lo, x_hi + N − n]; null where nobody was invited (spec 10). */
export function worstCase({ low, high, n, invited }: HeadCount): Range | null {
  return invited < n ? null : { low, high: high + invited - n }
}

/** Pillar and symptom area: mean of the items' figures, ranges from the ends of theirs; null for no items (spec 10). */
export function meanOfFigures(figures: readonly Figure[]): Figure | null {
  if (figures.length === 0) return null
  return {
    value: mean(figures.map((figure) => figure.value)),
    interval: meanRange(figures.map((figure) => figure.interval)),
    bounds: meanRange(figures.map((figure) => figure.bounds)),
    everyoneAnswered: figures.every((figure) => figure.everyoneAnswered),
  }
}

function meanRange(ranges: readonly (Range | null)[]): Range | null {
  const present = ranges.filter((range) => range !== null)
  if (present.length < ranges.length) return null
  return { low: mean(present.map((range) => range.low)), high: mean(present.map((range) => range.high)) }
}

function inPercent(low: number, high: number, invited: number): Range {
  return { low: (100 * low) / invited, high: (100 * high) / invited }
}
