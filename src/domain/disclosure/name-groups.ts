import type { TeamNode } from './released-table.ts'

/** How names are made, once, in the language of the check: "Depot, Fleet and Operations direct" (no text in the domain). */
export type GroupNames = {
  readonly joined: (parts: readonly string[]) => string
  readonly direct: (team: string) => string
}

/** With the names of the groups that are no part of the team tree. */
export type SideNames = GroupNames & Readonly<Record<'staff' | 'leadership' | 'openLink', string>>

/** What a set of people is called. Equal ids mean the same teams, in this round and in the next. */
export type Label = { readonly id: string; readonly name: string; readonly parts: readonly string[] }

type Part = { readonly whole: TeamNode | null; readonly id: string; readonly names: readonly string[] }

/** Names a set of leaves by the largest nodes it covers wholly, in the order of the tree, direct people last. */
export function labelOf(root: TeamNode, leaves: ReadonlySet<string>, names: GroupNames): Label {
  const covered = partsOf(root, leaves, names)
  const parts = covered.flatMap((part) => part.names)
  return { id: joinedId(covered), name: nameOf(parts, names), parts }
}

export function labelOfNode(node: TeamNode): Label {
  return { id: node.id, name: node.name, parts: node.parts ?? [node.name] }
}

export function labelOfDirect(node: TeamNode, names: GroupNames): Label {
  const name = names.direct(node.name)
  return { id: `${node.id}.direct`, name, parts: [name] }
}

function partsOf(node: TeamNode, leaves: ReadonlySet<string>, names: GroupNames): readonly Part[] {
  if (node.children.length === 0) return leaves.has(node.id) ? [whole(node)] : []
  const inner = node.children.map((child) => partsOf(child, leaves, names))
  const direct = node.direct > 0 && leaves.has(node.id)
  const isWhole = node.children.every((child, at) => inner[at]?.[0]?.whole === child)
  if (isWhole && (direct || node.direct === 0)) return [whole(node)]
  const own = labelOfDirect(node, names)
  return direct ? [...inner.flat(), { whole: null, id: own.id, names: own.parts }] : inner.flat()
}

function whole(node: TeamNode): Part {
  const { id, name, parts } = innermost(node)
  return { whole: node, id, names: parts ?? [name] }
}

// A department whose only team has all its people goes by that team's id and name.
function innermost(node: TeamNode): TeamNode {
  const [only, ...others] = node.children
  return only !== undefined && others.length === 0 && node.direct === 0 ? innermost(only) : node
}

function joinedId(parts: readonly Part[]): string {
  const ids = parts.flatMap((part) => part.id.split('+'))
  return ids.toSorted().join('+')
}

function nameOf(parts: readonly string[], names: GroupNames): string {
  const [only, ...others] = parts
  return only !== undefined && others.length === 0 ? only : names.joined(parts)
}
