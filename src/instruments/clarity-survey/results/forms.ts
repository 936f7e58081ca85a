import { z } from 'zod'
import { pillars } from '../../../domain/evidence.ts'

export const heatPillars = ['all', ...pillars] as const
export const heatShows = ['share', 'rest'] as const
export const heatSorts = ['asked', 'lowest'] as const

/** What the heatmap shows; anything else in the address is read as the first of each. */
export const heatChoice = z.object({
  pillar: z.enum(heatPillars).catch('all'),
  show: z.enum(heatShows).catch('share'),
  sort: z.enum(heatSorts).catch('asked'),
})
export type HeatChoice = z.output<typeof heatChoice>
