import type { TeamNode } from './released-table.ts'

/** People counted together whatever happens: the final ones are the atoms. `leaves` are ids of nodes, for their direct people. */
export type Cluster = { readonly leaves: readonly string[]; readonly size: number; readonly key: string }

/** A node of the tree, or only the people directly in it. */
export type Member = { readonly node: TeamNode; readonly onlyDirect: boolean }

/** Siblings that were joined into one; `inner` are the groups within the one that was large enough by itself. */
export type Joined = {
  readonly members: readonly Member[]
  readonly size: number
  readonly key: string
  readonly clusters: readonly Cluster[]
  readonly inner: readonly Joined[]
}

/** Joins bottom-up until every cluster has k people, or the whole tree has less. Looks at head-counts and names only (spec 09). */
export function joinSmallGroups(node: TeamNode, k: number): Joined {
  if (node.children.length === 0) return single({ node, onlyDirect: false })
  const inner = joinSiblings(childrenOf(node, k), k)
  return {
    members: [{ node, onlyDirect: false }],
    size: inner.reduce((sum, group) => sum + group.size, 0),
    key: node.name,
    clusters: inner.flatMap((group) => group.clusters),
    inner,
  }
}

function single(member: Member): Joined {
  const { id, name, direct } = member.node
  const cluster = { leaves: [id], size: direct, key: name }
  return { members: [member], size: direct, key: name, clusters: [cluster], inner: [] }
}

function childrenOf(node: TeamNode, k: number): Joined[] {
  const children = node.children.map((child) => joinSmallGroups(child, k))
  return node.direct > 0 ? [...children, single({ node, onlyDirect: true })] : children
}

function joinSiblings(siblings: readonly Joined[], k: number): readonly Joined[] {
  let left = [...siblings]
  while (left.length > 1) {
    const small = smallest(left)
    if (small.size >= k) break
    const others = left.filter((group) => group !== small)
    const target = smallest(others)
    left = left.flatMap((group) =>
      group === small ? [] : group === target ? [joinInto(target, small, k)] : [group],
    )
  }
  return left
}

function joinInto(target: Joined, small: Joined, k: number): Joined {
  const host = smallest(target.clusters)
  const guests = small.clusters.flatMap((cluster) => cluster.leaves)
  const grown = { leaves: [...host.leaves, ...guests], size: host.size + small.size, key: host.key }
  return {
    members: [...target.members, ...small.members],
    size: target.size + small.size,
    key: isBefore({ ...small, size: 0 }, { ...target, size: 0 }) ? small.key : target.key,
    clusters: target.clusters.map((cluster) => (cluster === host ? grown : cluster)),
    inner: target.size < k ? [] : target.inner,
  }
}

function smallest<T extends { readonly size: number; readonly key: string }>(groups: readonly T[]): T {
  return groups.reduce((best, group) => (isBefore(group, best) ? group : best))
}

type Ranked = { readonly size: number; readonly key: string }
function isBefore(a: Ranked, b: Ranked): boolean {
  return a.size < b.size || (a.size === b.size && a.key < b.key)
}
