import { mean } from 'simple-statistics'

/** One component in per cent, 0…100, higher is better, with the ends of where it can lie. */
export type Component = { readonly value: number; readonly low: number; readonly high: number }

/** In per cent to the nearest 5; `weight` is the share of each component, 0…1. */
export type OverallFigure =
  | {
      readonly outcome: 'shown'
      readonly value: number
      readonly low: number
      readonly high: number
      readonly weight: number
    }
  | { readonly outcome: 'withheld'; readonly reason: 'low-participation' | 'too-few-components' }

/** What an overall figure needs: so many components, and so many per cent of those who were invited. */
export const overallRule = { components: 3, participationPercent: 60, step: 5 } as const

/**
 * Equal-weight mean of the components there are, its range from all of them low to all of them high (spec 10). Withheld
 * with fewer than three, and under 60 % participation (null where nobody was invited).
 */
export function overallFigure(
  components: readonly Component[],
  participationPercent: number | null,
): OverallFigure {
  if (participationPercent !== null && participationPercent < overallRule.participationPercent) {
    return { outcome: 'withheld', reason: 'low-participation' }
  }
  if (components.length < overallRule.components) {
    return { outcome: 'withheld', reason: 'too-few-components' }
  }
  return {
    outcome: 'shown',
    value: inSteps(components.map(({ value }) => value)),
    low: inSteps(components.map(({ low }) => low)),
    high: inSteps(components.map(({ high }) => high)),
    weight: 1 / components.length,
  }
}

function inSteps(values: readonly number[]): number {
  return overallRule.step * Math.round(mean([...values]) / overallRule.step)
}
