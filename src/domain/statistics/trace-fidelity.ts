import { sum } from 'simple-statistics'

/** How much of the reference an interview still holds, element by element: kept 1, fuzzy ½, changed or missing 0. */
export type Retention = { readonly retained: number; readonly of: number; readonly share: number }

/** Sum and share of the credits, 0…1. Null without elements: there is no goal to keep. */
export function retentionOf(credits: readonly number[]): Retention | null {
  if (credits.length === 0) return null
  const retained = sum([...credits])
  return { retained, of: credits.length, share: retained / credits.length }
}

/** What is left of what was there one level above, 0…; null when nothing was left to pass on. */
export function hopRatio(above: Retention, below: Retention): number | null {
  return above.retained === 0 ? null : below.retained / above.retained
}
