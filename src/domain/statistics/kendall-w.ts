import jStat from 'jstat'
import { mean, sum } from 'simple-statistics'
import { midranks } from './midranks.ts'

/** W 0…1; χ² = m(n − 1)W with n − 1 degrees of freedom; p of no agreement at all. */
export type Concordance = {
  readonly w: number
  readonly chi2: number
  readonly degrees: number
  readonly p: number
}

/**
 * Kendall's W of raters × objects, any numbers that order the objects, ties corrected:
 * W = 12S / (m²(n³ − n) − mΣ(t³ − t)). Null with fewer than two raters or objects, or when everyone ties everything.
 * Kendall & Babington Smith 1939.
 */
export function kendallsW(raters: readonly (readonly number[])[]): Concordance | null {
  const objects = raters[0]?.length ?? 0
  if (raters.length < 2 || objects < 2) return null
  const ranks = raters.map((rater) => midranks(rater))
  const most = raters.length ** 2 * (objects ** 3 - objects) - raters.length * sum(raters.map(tieTerm))
  if (most <= 0) return null
  const w = (12 * spread(ranks, objects)) / most
  const degrees = objects - 1
  const chi2 = raters.length * degrees * w
  return { w, chi2, degrees, p: Math.max(0, 1 - jStat.chisquare.cdf(chi2, degrees)) }
}

/** Ranks of all themes by one executive: listed ones by place, the others share the mean of the ranks left (spec 10). */
export function ranksOfList(list: readonly string[], themes: readonly string[]): readonly number[] {
  const places = new Map([...new Set(list)].map((theme, at) => [theme, at + 1]))
  const shared = (places.size + 1 + themes.length) / 2
  return themes.map((theme) => places.get(theme) ?? shared)
}

function spread(ranks: readonly (readonly number[])[], objects: number): number {
  const totals = Array.from({ length: objects }, (_, at) => sum(ranks.map((rater) => rater[at] ?? 0)))
  const centre = mean(totals)
  return sum(totals.map((total) => (total - centre) ** 2))
}

function tieTerm(rater: readonly number[]): number {
  const ties = [...Map.groupBy(rater, (value) => value).values()]
  return sum(ties.map(({ length }) => length ** 3 - length))
}
