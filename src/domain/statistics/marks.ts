import type { Figure } from './figure.ts'
import type { Gap } from './gap.ts'

/** Colour tells size, in whole points: under 10, 10–19, 20 and more. Solid tells evidence: 0 is excluded (spec 10). */
export type GapMark = { readonly size: 'neutral' | 'medium' | 'large'; readonly evidence: 'solid' | 'hollow' }

/**
 * Size and evidence are two marks. `adjustedP` (Mann–Whitney after Benjamini–Hochberg at 10 %) decides about evidence
 * where both distributions are released, the gap's interval elsewhere; without either: hollow.
 */
export function markGap({ points, interval }: Gap, adjustedP: number | null = null): GapMark {
  const excludesZero = interval !== null && (interval.low > 0 || interval.high < 0)
  const isSolid = adjustedP === null ? excludesZero : adjustedP <= falseDiscoveryRate
  return { size: sizeOf(points), evidence: isSolid ? 'solid' : 'hollow' }
}

export const falseDiscoveryRate = 0.1

/** From how many whole points a gap is medium or large; under that it is neutral. */
export const gapSizes = { medium: 10, large: 20 } as const

function sizeOf(points: number): GapMark['size'] {
  const whole = Math.abs(Math.round(points))
  if (whole < gapSizes.medium) return 'neutral'
  return whole < gapSizes.large ? 'medium' : 'large'
}

/** The widest half of an interval in whole points; wider is indicative only. */
export const certaintyHalfWidths = { 'well-established': 5, 'good-guide': 15 } as const

export type Certainty = 'well-established' | 'good-guide' | 'indicative'

/** By half the width of the interval in whole points: to 5, to 15, wider (spec 10); null without an interval. */
export function certaintyOf({ interval }: Pick<Figure, 'interval'>): Certainty | null {
  if (interval === null) return null
  const halfWidth = Math.round((interval.high - interval.low) / 2)
  if (halfWidth <= certaintyHalfWidths['well-established']) return 'well-established'
  return halfWidth <= certaintyHalfWidths['good-guide'] ? 'good-guide' : 'indicative'
}
