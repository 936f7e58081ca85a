import { sum } from 'simple-statistics'
import { type Coding, valuesByUnit } from './percent-agreement.ts'

export const orderedMetrics = ['ordinal', 'interval', 'ratio'] as const
export type OrderedMetric = (typeof orderedMetrics)[number]

/** α of named categories such as themes or marks; null as below. */
export function nominalAlpha(coders: readonly Coding[]): number | null {
  return alphaOf(valuesByUnit(coders), () => () => 1)
}

/**
 * Krippendorff's α = 1 − Dₒ/Dₑ for any number of coders, values may be missing; 1 at best, negative when coders differ
 * more than chance. Null when no unit was coded twice or all values are the same. Krippendorff 2011.
 */
export function orderedAlpha(coders: readonly Coding<number>[], metric: OrderedMetric): number | null {
  const units = valuesByUnit(coders)
  if (metric === 'ordinal') return alphaOf(units, ordinal)
  return alphaOf(units, () => (metric === 'interval' ? interval : ratio))
}

export const reliableFrom = 0.8
export const tentativeFrom = 0.667

/** Reliable from .80, tentative from .667; under it nothing is printed (Krippendorff 2004, spec 10). */
export type Reliability = 'reliable' | 'tentative' | 'unreliable'

export function reliabilityOf(alpha: number): Reliability {
  if (alpha >= reliableFrom) return 'reliable'
  return alpha >= tentativeFrom ? 'tentative' : 'unreliable'
}

type Distance<Value> = (a: Value, b: Value) => number
type Totals<Value> = ReadonlyMap<Value, number>

function alphaOf<Value extends string | number>(
  units: readonly (readonly Value[])[],
  metric: (totals: Totals<Value>) => Distance<Value>,
): number | null {
  const paired = units.filter((values) => values.length > 1)
  const totals = countsOf(paired.flat())
  const all = sum([...totals.values()])
  const distance = metric(totals)
  const expected = disagreement(totals, distance) / (all - 1)
  if (all === 0 || expected === 0) return null
  const observed = sum(paired.map((values) => disagreement(countsOf(values), distance) / (values.length - 1)))
  return 1 - observed / expected
}

function countsOf<Value>(values: readonly Value[]): Totals<Value> {
  const groups = Map.groupBy(values, (value) => value)
  return new Map([...groups].map(([value, { length }]) => [value, length]))
}

// Over ordered pairs of unlike values.
function disagreement<Value>(counts: Totals<Value>, distance: Distance<Value>): number {
  const entries = [...counts]
  return sum(entries.flatMap(([a, m]) => entries.map(([b, n]) => (a === b ? 0 : m * n * distance(a, b)))))
}

function interval(a: number, b: number): number {
  return (a - b) ** 2
}

function ratio(a: number, b: number): number {
  return ((a - b) / (a + b)) ** 2
}

// Squared number of values from one to the other, the two ends counting half.
function ordinal(totals: Totals<number>): Distance<number> {
  return (a, b) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)]
    const between = sum([...totals].map(([value, count]) => (value >= low && value <= high ? count : 0)))
    return (between - ((totals.get(a) ?? 0) + (totals.get(b) ?? 0)) / 2) ** 2
  }
}
