import { mean, sum } from 'simple-statistics'

/** `kappa` up to 1; `z` of no agreement beyond chance, null where its error is 0. */
export type FleissKappa = { readonly kappa: number; readonly z: number | null }

/**
 * Fleiss' κ from counts[unit][category], the same number of raters for every unit. Null with fewer than two raters, no
 * unit, unequal totals, or when only one category was ever used. Fleiss 1971; error of Fleiss, Nee & Landis 1979.
 */
export function fleissKappa(counts: readonly (readonly number[])[]): FleissKappa | null {
  const raters = sum([...(counts[0] ?? [])])
  if (raters < 2 || counts.some((unit) => sum([...unit]) !== raters)) return null
  const shares = sharesOf(counts, raters)
  const byChance = sum(shares.map((share) => share ** 2))
  if (byChance >= 1) return null
  const agreed = mean(counts.map((unit) => agreeing(unit) / (raters * (raters - 1))))
  const kappa = (agreed - byChance) / (1 - byChance)
  const error = standardError(shares, counts.length, raters)
  return { kappa, z: error === 0 ? null : kappa / error }
}

function sharesOf(counts: readonly (readonly number[])[], raters: number): readonly number[] {
  const all = counts.length * raters
  return (counts[0] ?? []).map((_, category) => sum(counts.map((unit) => unit[category] ?? 0)) / all)
}

function agreeing(unit: readonly number[]): number {
  return sum(unit.map((count) => count * (count - 1)))
}

function standardError(shares: readonly number[], units: number, raters: number): number {
  const variety = sum(shares.map((share) => share * (1 - share)))
  const skew = sum(shares.map((share) => share * (1 - share) * (1 - 2 * share)))
  return Math.sqrt((2 * Math.max(0, variety ** 2 - skew)) / (units * raters * (raters - 1))) / variety
}
