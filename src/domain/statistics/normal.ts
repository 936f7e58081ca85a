import { errorFunction } from 'simple-statistics'

/** The .975 quantile of the standard normal; simple-statistics' probit is wrong in the third decimal (spec 10). */
export const z95 = 1.959963984540054

/** P(|Z| ≥ |z|) of a standard normal, absolute error under 2e-7 (Numerical Recipes erfc, by simple-statistics). */
export function twoSidedP(z: number): number {
  return 1 - errorFunction(Math.abs(z) / Math.SQRT2)
}
