import { max, mean, min } from 'simple-statistics'
import type { ReleasedEstimate } from './released-table.ts'
import { fewestEstimates } from './rules.ts'

/** Estimates in per cent → mean to the nearest 5, spread (max − min) in words from k on; null under three leaders (spec 09). */
export function releaseEstimate(estimates: readonly number[], k: number): ReleasedEstimate | null {
  if (estimates.length < fewestEstimates) return null
  const values = [...estimates]
  const spread = estimates.length < k ? null : spreadInWords(max(values) - min(values))
  return { leaders: estimates.length, mean: Math.round(mean(values) / 5) * 5, spread }
}

function spreadInWords(points: number): 'narrow' | 'medium' | 'wide' {
  if (points < 20) return 'narrow'
  return points <= 40 ? 'medium' : 'wide'
}
