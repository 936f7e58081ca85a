import { mean, sum } from 'simple-statistics'
import { type Coding, percentAgreement, valuesByUnit } from './percent-agreement.ts'

/**
 * Gwet's AC₁ for any number of coders, values may be missing: (pₐ − pₑ)/(1 − pₑ), pₑ = Σπ(1 − π)/(q − 1) over the q
 * categories offered. Null without a unit coded twice or with fewer than two categories. Gwet 2008.
 */
export function gwetsAc1(coders: readonly Coding[], categories: readonly (string | number)[]): number | null {
  const agreed = percentAgreement(coders)
  if (agreed === null || categories.length < 2) return null
  const coded = valuesByUnit(coders).filter((values) => values.length > 0)
  const shares = categories.map((category) =>
    mean(coded.map((values) => values.filter((value) => value === category).length / values.length)),
  )
  const byChance = sum(shares.map((share) => share * (1 - share))) / (categories.length - 1)
  return (agreed - byChance) / (1 - byChance)
}
