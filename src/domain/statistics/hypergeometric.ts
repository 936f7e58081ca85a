import type { Range } from './head-count.ts'

/** Drawn: n of N without return, `marked` of the N count. */
type Draw = { readonly n: number; readonly all: number; readonly marked: number }

const tail = 0.025
/** Rounding may lift a tail of exactly 1/40, such as 1 of 40 people drawn, over the limit. */
const rounding = 1e-12
const cacheLimit = 20_000
const known = new Map<string, Range>()

/**
 * Exact 95 % interval for the number M among N invited of whom x of n answered favourably: all M with
 * P(X ≥ x | M) > .025 and P(X ≤ x | M) > .025, X hypergeometric. In people; null unless 0 ≤ x ≤ n ≤ N and N > 0.
 * Equal tails inverted as in Buonaccorsi 1987; the only usual one with guaranteed coverage in small teams (spec 10).
 */
export function hypergeometricInterval(x: number, n: number, invited: number): Range | null {
  if (x < 0 || x > n || n > invited || invited <= 0) return null
  const key = `${x} ${n} ${invited}`
  const cached = known.get(key)
  if (cached !== undefined) return cached
  const interval = { low: lowest(x, n, invited), high: invited - lowest(n - x, n, invited) }
  if (known.size >= cacheLimit) known.clear()
  known.set(key, interval)
  return interval
}

// P(X ≥ x | M) grows with M: halve the range of M until the first that is not rejected.
function lowest(x: number, n: number, all: number): number {
  let low = x
  let high = all - n + x
  while (low < high) {
    const marked = Math.floor((low + high) / 2)
    if (atLeast(x, { n, all, marked }) > tail + rounding) high = marked
    else low = marked + 1
  }
  return low
}

function atLeast(x: number, draw: Draw): number {
  const fewest = Math.max(0, draw.n - (draw.all - draw.marked))
  const most = Math.min(draw.n, draw.marked)
  if (x <= fewest) return 1
  if (x > most) return 0
  const mean = (draw.n * draw.marked) / draw.all
  return x > mean ? sumUp(x, most, draw) : 1 - sumDown(x - 1, fewest, draw)
}

function sumUp(from: number, most: number, draw: Draw): number {
  let term = probability(from, draw)
  let sum = term
  for (let j = from; j < most && term > sum * 1e-16; j += 1) {
    term *= ((draw.marked - j) * (draw.n - j)) / ((j + 1) * (draw.all - draw.marked - draw.n + j + 1))
    sum += term
  }
  return sum
}

function sumDown(from: number, fewest: number, draw: Draw): number {
  let term = probability(from, draw)
  let sum = term
  for (let j = from; j > fewest && term > sum * 1e-16; j -= 1) {
    term *= (j * (draw.all - draw.marked - draw.n + j)) / ((draw.marked - j + 1) * (draw.n - j + 1))
    sum += term
  }
  return sum
}

function probability(j: number, { n, all, marked }: Draw): number {
  return Math.exp(logChoose(marked, j) + logChoose(all - marked, n - j) - logChoose(all, n))
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k)
}

const logFactorials = [0]

function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i += 1)
    logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i))
  return logFactorials[n] ?? 0
}
