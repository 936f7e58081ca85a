import type { Contribution, OverallComponent } from '../domain/evidence.ts'
import { type OverallFigure, overallFigure } from '../domain/statistics/overall-figure.ts'

/** The overall figure with what it is made of, in the order in which the instruments give it. */
export type Overall = { readonly components: readonly OverallComponent[]; readonly figure: OverallFigure }

/** From what all instruments contribute; the lowest participation among those that give a component counts. */
export function overallOf(contributions: readonly Contribution[]): Overall {
  const giving = contributions.filter((each) => each.components.length > 0)
  const shares = giving.flatMap((each) => (each.participation === null ? [] : [each.participation]))
  const components = giving.flatMap((each) => each.components)
  const participationPercent = shares.length === 0 ? null : 100 * Math.min(...shares)
  return { components, figure: overallFigure(components, participationPercent) }
}
