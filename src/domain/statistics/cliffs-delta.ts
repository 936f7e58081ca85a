import { sum } from 'simple-statistics'
import type { TwoHistograms } from './mann-whitney.ts'
import { higherPairs } from './mann-whitney.ts'
import { t95 } from './student-t.ts'

/** δ = P(first higher) − P(second higher), −1…1. Variance and interval null with fewer than two answers on a side. */
export type Delta = {
  readonly delta: number
  readonly variance: number | null
  readonly interval: { readonly low: number; readonly high: number } | null
}

/** Cliff's δ with its asymmetric 95 % interval, t with n₁ + n₂ − 2 degrees (Cliff 1996; Feng & Cliff 2004). Null for an empty group. */
export function cliffsDelta(groups: TwoHistograms): Delta | null {
  const n1 = sum([...groups.first])
  const n2 = sum([...groups.second])
  if (n1 === 0 || n2 === 0) return null
  const delta = (2 * higherPairs(groups)) / (n1 * n2) - 1
  const variance = n1 < 2 || n2 < 2 ? null : varianceOf(groups, delta, [n1, n2])
  return {
    delta,
    variance,
    interval: variance === null ? null : intervalAround(delta, variance, t95(n1 + n2 - 2)),
  }
}

export type DeltaWord = 'negligible' | 'small' | 'medium' | 'large'

/** .147, .33, .474 (Romano et al. 2006). */
export function deltaInWords(delta: number): DeltaWord {
  const size = Math.abs(delta)
  if (size < 0.147) return 'negligible'
  if (size < 0.33) return 'small'
  return size < 0.474 ? 'medium' : 'large'
}

// Unbiased: (n₁²Σ(dᵢ. − d)² + n₂²Σ(d.ⱼ − d)² − ΣΣ(dᵢⱼ − d)²) / (n₁n₂(n₁ − 1)(n₂ − 1)), Cliff 1993.
function varianceOf(
  { first, second }: TwoHistograms,
  delta: number,
  [n1, n2]: readonly [number, number],
): number {
  const rows = first.map((count, at) => count * (dominance(at, second) / n2 - delta) ** 2)
  const columns = second.map((count, at) => count * (-dominance(at, first) / n1 - delta) ** 2)
  const cells = first.flatMap((count, i) =>
    second.map((other, j) => count * other * (Math.sign(i - j) - delta) ** 2),
  )
  return (n2 ** 2 * sum(rows) + n1 ** 2 * sum(columns) - sum(cells)) / (n1 * n2 * (n1 - 1) * (n2 - 1))
}

function dominance(at: number, others: readonly number[]): number {
  return sum(others.map((count, other) => count * Math.sign(at - other)))
}

function intervalAround(delta: number, variance: number, t: number): Delta['interval'] {
  const width = t * Math.sqrt(Math.max(0, variance)) * Math.sqrt((1 - delta ** 2) ** 2 + t ** 2 * variance)
  const scale = 1 - delta ** 2 + t ** 2 * variance
  if (scale <= 0) return { low: delta, high: delta }
  const centre = delta - delta ** 3
  return { low: Math.max(-1, (centre - width) / scale), high: Math.min(1, (centre + width) / scale) }
}
