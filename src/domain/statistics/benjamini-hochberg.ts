/**
 * Adjusted p-values in the order given: min over larger ranks of p·m/rank, at most 1; null stays null and does not count.
 * Compare with the accepted rate of false discoveries. Benjamini & Hochberg 1995.
 */
export function benjaminiHochberg(ps: readonly (number | null)[]): readonly (number | null)[] {
  const tested = ps.flatMap((p, at) => (p === null ? [] : [{ p, at }])).toSorted((a, b) => b.p - a.p)
  const adjusted: (number | null)[] = ps.map(() => null)
  let least = 1
  for (const [index, { p, at }] of tested.entries()) {
    least = Math.min(least, (p * tested.length) / (tested.length - index))
    adjusted[at] = least
  }
  return adjusted
}
