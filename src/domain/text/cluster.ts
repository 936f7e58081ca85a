/** Positions of things that belong together; every position is in exactly one group. */
export type Grouping = readonly (readonly number[])[]

type Links = readonly Float64Array[]

/**
 * Agglomerative clustering: the two groups most alike are joined until none reaches the threshold. Alike is the squared
 * mean of the roots of all similarities across two groups, so that one strong pair cannot carry unrelated rest.
 * `similarity[i][j]` symmetric, 0…1. Average linkage (Sokal & Michener 1958) along nearest neighbours (Murtagh 1983).
 */
export function clusterAlike(similarity: readonly (readonly number[])[], threshold: number): Grouping {
  const links: Links = similarity.map((row) =>
    Float64Array.from(row, (value) => Math.sqrt(Math.max(0, value))),
  )
  const members = similarity.map((_, at): number[] => [at])
  const open = new Set(members.keys())
  const chain: number[] = []
  while (open.size > 0) {
    const last = chain.at(-1) ?? openOne(open, chain)
    const nearest = nearestTo(last, open, links)
    if (nearest === null) break
    if (chain.at(-2) !== nearest && linkOf(links, last, nearest) > linkOf(links, last, chain.at(-2) ?? -1)) {
      chain.push(nearest)
      continue
    }
    const partner = chain.at(-2) ?? nearest
    chain.splice(-2)
    if (linkOf(links, last, partner) ** 2 >= threshold) join(members, [partner, last], { open, links })
    // Neither can come nearer to anything else: what they are most alike to is each other.
    else for (const done of [last, partner]) open.delete(done)
  }
  return members.filter((group) => group.length > 0).map((group) => group.toSorted((a, b) => a - b))
}

function openOne(open: ReadonlySet<number>, chain: number[]): number {
  const [first = 0] = open
  chain.push(first)
  return first
}

function nearestTo(one: number, open: ReadonlySet<number>, links: Links): number | null {
  let nearest: number | null = null
  for (const other of open) {
    if (other === one) continue
    if (nearest === null || linkOf(links, one, other) > linkOf(links, one, nearest)) nearest = other
  }
  return nearest
}

function linkOf(links: Links, a: number, b: number): number {
  return links[a]?.[b] ?? -1
}

type State = { readonly open: Set<number>; readonly links: Links }

// Lance & Williams 1967: the mean over a joined group is the mean of the means, by size.
function join(members: number[][], [into, from]: readonly [number, number], { open, links }: State): void {
  const [kept, lost] = [members[into] ?? [], members[from] ?? []]
  for (const other of open) {
    const joined =
      (kept.length * linkOf(links, into, other) + lost.length * linkOf(links, from, other)) /
      (kept.length + lost.length)
    links[into]?.fill(joined, other, other + 1)
    links[other]?.fill(joined, into, into + 1)
  }
  members[into] = [...kept, ...lost]
  members[from] = []
  open.delete(from)
}
