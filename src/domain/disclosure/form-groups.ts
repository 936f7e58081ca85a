import type { Cluster, Joined } from './join-small-groups.ts'
import { joinSmallGroups } from './join-small-groups.ts'
import type { GroupNames, Label } from './name-groups.ts'
import { labelOf, labelOfDirect, labelOfNode } from './name-groups.ts'
import type { ShownGroup, TeamNode } from './released-table.ts'

/** `members`: ids of the nodes whose direct people belong to it. `size`: people counted. */
export type FormedAtom = {
  readonly id: string
  readonly name: string
  readonly members: readonly string[]
  readonly size: number
}

/** A team that is not shown by itself, and the group it is counted in (null: nothing is shown). */
export type UnshownNode = { readonly id: string; readonly name: string; readonly countedIn: string | null }

export type FormedGroups = {
  readonly atoms: readonly FormedAtom[]
  readonly groups: readonly ShownGroup[]
  readonly hidden: readonly UnshownNode[]
}

/**
 * The joining rule of spec 09, for units (k by invited), atoms (k by answers) and unions with detail.
 * Every person is in exactly one atom, every atom has at least k; under k in all, everything is empty.
 * A childless node counts as a group even with nobody in it, so that silent units are counted somewhere.
 */
export function formGroups(root: TeamNode, k: number, names: GroupNames): FormedGroups {
  const whole = joinSmallGroups(root, k)
  if (whole.size < k) return { atoms: [], groups: [], hidden: unshownNodes(root, new Map(), null) }
  const atoms = whole.clusters.map((cluster) => atomOf(cluster, root, names))
  const forming = { root, names, atoms, groups: [], countedIn: new Map(), unshown: new Map() }
  showGroup(whole, null, forming)
  const groups = forming.groups.map((group) => withJoined(group, forming))
  return { atoms, groups, hidden: unshownNodes(root, forming.countedIn, null) }
}

type Forming = {
  readonly root: TeamNode
  readonly names: GroupNames
  readonly atoms: readonly FormedAtom[]
  readonly groups: ShownGroup[]
  /** By id of a node: the shown group that stands for it (itself, when it is shown). */
  readonly countedIn: Map<string, string>
  /** By id of a shown group: names of what it replaces. */
  readonly unshown: Map<string, readonly string[]>
}

function atomOf(cluster: Cluster, root: TeamNode, names: GroupNames): FormedAtom {
  const { id, name } = labelOf(root, new Set(cluster.leaves), names)
  return { id, name, members: cluster.leaves, size: cluster.size }
}

function showGroup(joined: Joined, parent: ShownGroup | null, forming: Forming): void {
  const atoms = atomsAround(joined, forming.atoms)
  const exact = exactLabel(joined, atoms, forming.names)
  const isParent = exact === null && parent?.atoms.length === atoms.length
  const group = isParent ? parent : groupOf(exact ?? labelOfAtoms(atoms, forming), atoms, parent)
  if (!isParent) forming.groups.push(group)
  if (exact === null) replaceMembers(joined, group, forming)
  else forming.countedIn.set(exact.id, group.id)
  for (const inner of joined.inner) showGroup(inner, group, forming)
}

// Joins higher up may have added people to an atom inside: the group is the union of atoms as they ended.
function atomsAround(joined: Joined, atoms: readonly FormedAtom[]): readonly FormedAtom[] {
  const leaves = new Set(joined.clusters.flatMap((cluster) => cluster.leaves))
  return atoms.filter((atom) => atom.members.some((leaf) => leaves.has(leaf)))
}

function exactLabel(joined: Joined, atoms: readonly FormedAtom[], names: GroupNames): Label | null {
  const [only, ...others] = joined.members
  const size = atoms.reduce((sum, atom) => sum + atom.members.length, 0)
  const leaves = joined.clusters.reduce((sum, cluster) => sum + cluster.leaves.length, 0)
  if (only === undefined || others.length > 0 || size !== leaves) return null
  return only.onlyDirect ? labelOfDirect(only.node, names) : labelOfNode(only.node)
}

function labelOfAtoms(atoms: readonly FormedAtom[], forming: Forming): Label {
  return labelOf(forming.root, new Set(atoms.flatMap((atom) => atom.members)), forming.names)
}

function groupOf(label: Label, atoms: readonly FormedAtom[], parent: ShownGroup | null): ShownGroup {
  return {
    id: label.id,
    name: label.name,
    side: 'staff',
    parentId: parent?.id ?? null,
    depth: parent === null ? 0 : parent.depth + 1,
    atoms: atoms.map((atom) => atom.id),
    joined: label.parts.length > 1 ? label.parts : [],
  }
}

function replaceMembers(joined: Joined, group: ShownGroup, forming: Forming): void {
  const { countedIn, unshown, names } = forming
  for (const { node, onlyDirect } of joined.members) if (!onlyDirect) countedIn.set(node.id, group.id)
  const replaced = joined.members.map(({ node, onlyDirect }) =>
    onlyDirect ? names.direct(node.name) : node.name,
  )
  unshown.set(group.id, [...(unshown.get(group.id) ?? []), ...replaced])
}

function withJoined(group: ShownGroup, forming: Forming): ShownGroup {
  return group.joined.length > 0 ? group : { ...group, joined: forming.unshown.get(group.id) ?? [] }
}

function unshownNodes(
  node: TeamNode,
  countedIn: ReadonlyMap<string, string>,
  inherited: string | null,
): readonly UnshownNode[] {
  const group = countedIn.get(node.id) ?? inherited
  const below = node.children.flatMap((child) => unshownNodes(child, countedIn, group))
  return group === node.id ? below : [{ id: node.id, name: node.name, countedIn: group }, ...below]
}
