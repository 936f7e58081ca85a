import { sum } from 'simple-statistics'
import type { TwoHistograms } from './mann-whitney.ts'
import { higherPairs } from './mann-whitney.ts'

/** `p` two-sided: P(|U − n₁n₂/2| ≥ observed); `pGreater`: P(U ≥ u). */
export type ExactRankTest = { readonly u: number; readonly p: number; readonly pGreater: number }

/** By people drawn for the first group, then by 2U (whole numbers in spite of ties): number of ways. */
type Ways = Map<number, Map<number, number>>

/**
 * Exact permutation distribution of U with ties: every way to draw n₁ of the pooled answers is equally likely, counted
 * category by category. For small groups (up to some 60 people in all). Null for an empty group. Streitberg & Röhmel 1986.
 */
export function mannWhitneyExact(groups: TwoHistograms): ExactRankTest | null {
  const n1 = sum([...groups.first])
  const n2 = sum([...groups.second])
  if (n1 === 0 || n2 === 0) return null
  const u = higherPairs(groups)
  const ways = [...(drawings(groups, n1).get(n1) ?? new Map<number, number>())]
  const all = sum(ways.map(([, count]) => count))
  const share = (isExtreme: (twiceU: number) => boolean): number =>
    sum(ways.map(([twiceU, count]) => (isExtreme(twiceU) ? count : 0))) / all
  const distance = Math.abs(2 * u - n1 * n2)
  return { u, p: share((v) => Math.abs(v - n1 * n2) >= distance), pGreater: share((v) => v >= 2 * u) }
}

function drawings({ first, second }: TwoHistograms, n1: number): Ways {
  let ways: Ways = new Map([[0, new Map([[0, 1]])]])
  let seen = 0
  for (const [at, count] of first.entries()) {
    const tied = count + (second[at] ?? 0)
    ways = drawFrom(tied, seen, { ways, n1 })
    seen += tied
  }
  return ways
}

function drawFrom(
  tied: number,
  seen: number,
  { ways, n1 }: { readonly ways: Ways; readonly n1: number },
): Ways {
  const next: Ways = new Map()
  for (const [drawn, byTwiceU] of ways) {
    for (let more = 0; more <= Math.min(tied, n1 - drawn); more += 1) {
      const target = next.get(drawn + more) ?? new Map<number, number>()
      next.set(drawn + more, target)
      const gained = more * (2 * (seen - drawn) + (tied - more))
      for (const [twiceU, count] of byTwiceU) {
        target.set(twiceU + gained, (target.get(twiceU + gained) ?? 0) + count * choose(tied, more))
      }
    }
  }
  return next
}

function choose(n: number, k: number): number {
  let ways = 1
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i
  return ways
}
