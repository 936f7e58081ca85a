import { z95 } from './normal.ts'

const known = new Map<number, number>()

/**
 * The .975 quantile of Student's t: P(|T| ≤ t) = .95, solved by halving to 1e-12. From 1,000 degrees of freedom on the
 * normal quantile, which is then less than .003 away. Probability in closed form: Abramowitz & Stegun 26.7.3 and 26.7.4.
 */
export function t95(degrees: number): number {
  if (degrees >= 1000) return z95
  const cached = known.get(degrees)
  if (cached !== undefined) return cached
  let low = z95
  let high = 13
  while (high - low > 1e-12) {
    const middle = (low + high) / 2
    if (within(middle, degrees) < 0.95) low = middle
    else high = middle
  }
  known.set(degrees, low)
  return low
}

function within(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees))
  const cosine = Math.cos(angle)
  if (degrees % 2 === 0)
    return Math.sin(angle) * series(cosine ** 2, { first: 1, start: 1, terms: degrees / 2 })
  const odd = series(cosine ** 2, { first: cosine, start: 2, terms: (degrees - 1) / 2 })
  return (2 / Math.PI) * (angle + Math.sin(angle) * odd)
}

type Series = { readonly first: number; readonly start: number; readonly terms: number }

// Each term is the one before times cos² and the next of 1/2, 3/4, 5/6 … or of 2/3, 4/5, 6/7 …
function series(step: number, { first, start, terms }: Series): number {
  let term = first
  let sum = 0
  for (let i = 0; i < terms; i += 1) {
    sum += term
    term *= (step * (start + 2 * i)) / (start + 1 + 2 * i)
  }
  return sum
}
