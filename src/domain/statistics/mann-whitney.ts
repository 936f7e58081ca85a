import { sum } from 'simple-statistics'
import { twoSidedP } from './normal.ts'

/** Two groups' answers over the same ordered categories, lowest first, without "I can't say". */
export type TwoHistograms = { readonly first: readonly number[]; readonly second: readonly number[] }

/** u counts pairs in which the first is higher, ties half. `p` two-sided; z and p null when all answers are the same. */
export type RankTest = { readonly u: number; readonly z: number | null; readonly p: number | null }

/**
 * Mann–Whitney from histograms, normal approximation with tie and continuity correction. Null for an empty group.
 * Var U = n₁n₂/12 · (N + 1 − Σ(t³ − t)/(N(N − 1))). Mann & Whitney 1947; Lehmann 1975, ch. 1.
 */
export function mannWhitney(groups: TwoHistograms): RankTest | null {
  const n1 = sum([...groups.first])
  const n2 = sum([...groups.second])
  if (n1 === 0 || n2 === 0) return null
  const u = higherPairs(groups)
  const variance = rankVariance(groups, n1, n2)
  if (variance <= 0) return { u, z: null, p: null }
  const distance = u - (n1 * n2) / 2
  const z = (Math.sign(distance) * Math.max(0, Math.abs(distance) - 0.5)) / Math.sqrt(variance)
  return { u, z, p: twoSidedP(z) }
}

/** U of the first group: Σ over pairs of 1 (first higher), ½ (tie), 0. */
export function higherPairs({ first, second }: TwoHistograms): number {
  let below = 0
  let u = 0
  for (const [at, count] of first.entries()) {
    const same = second[at] ?? 0
    u += count * (below + same / 2)
    below += same
  }
  return u
}

function rankVariance({ first, second }: TwoHistograms, n1: number, n2: number): number {
  const all = n1 + n2
  const ties = first.map((count, at) => (count + (second[at] ?? 0)) ** 3 - (count + (second[at] ?? 0)))
  return ((n1 * n2) / 12) * (all + 1 - sum(ties) / (all * (all - 1)))
}
