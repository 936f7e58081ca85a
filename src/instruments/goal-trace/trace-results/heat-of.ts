import type { HeatLevel } from '../../../domain/chapter.ts'

/** The colour of a share 0…1 in five even steps; none where nothing is known. */
export function heatOf(share: number | null): HeatLevel | null {
  if (share === null) return null
  if (share >= 0.8) return 'hh'
  if (share >= 0.6) return 'h'
  if (share >= 0.4) return 'm'
  return share >= 0.2 ? 'l' : 'll'
}
