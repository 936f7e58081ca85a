import { max, mean, min } from 'simple-statistics'
import type { ReleasedEstimate } from './released-table.ts'
import { fewestEstimates } from './rules.ts'

// Estimates are chosen in tens.
const [lowest, highest] = [10, 90]

/**
 * Estimates in per cent → mean to the nearest 5, spread in words from k on; null under three leaders (spec 09).
 * The edge rule of estimates: 0 counts as 10 and 100 as 90, and the spread leaves the lowest and the highest out. Else
 * three leaders told as 15 would tell the one who said 50 that the others said 0, and five told as 40, close together,
 * that all four others said 40.
 */
export function releaseEstimate(estimates: readonly number[], k: number): ReleasedEstimate | null {
  if (estimates.length < fewestEstimates) return null
  const values = estimates.map((percent) => Math.min(highest, Math.max(lowest, percent)))
  const inner = values.toSorted((a, b) => a - b).slice(1, -1)
  const spread = estimates.length < k ? null : spreadInWords(max(inner) - min(inner))
  return { leaders: estimates.length, mean: Math.round(mean(values) / 5) * 5, spread }
}

function spreadInWords(points: number): 'narrow' | 'medium' | 'wide' {
  if (points < 20) return 'narrow'
  return points <= 40 ? 'medium' : 'wide'
}
