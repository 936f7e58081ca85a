import type { TeamNode } from '../../domain/disclosure/released-table.ts'
import type { FrozenTree, RosterPerson, RosterTeam, UnitRecord } from '../queries.ts'
import { nodeIds, nodeOfTeam } from '../sign-off/build-tree.ts'

export type FrozenRound = {
  readonly frozen: FrozenTree
  /** As they are now: a team may be newer than the tree, then its parent decides. */
  readonly teams: readonly RosterTeam[]
  readonly units: readonly UnitRecord[]
}

/**
 * The unit of someone who joins while a check is open: leaders' own where there is one; else that of the nearest node
 * upwards which the tree knows. A node without direct people has no unit: then the smallest within it takes them, by name.
 * Null only where a check has no unit of staff.
 */
export function findUnit(person: RosterPerson, round: FrozenRound): UnitRecord | null {
  const leadership = round.units.find(({ side }) => side === 'leadership')
  if (person.isLeader && leadership !== undefined) return leadership
  const staff = round.units.filter(({ side }) => side === 'staff')
  const node = person.isLeader ? round.frozen.tree.id : knownNode(person.teamId, round)
  const own = staff.find(({ nodeIds }) => nodeIds.includes(node))
  return own ?? smallest(staff.filter((unit) => isWithin(unit, node, round))) ?? smallest(staff)
}

function knownNode(teamId: string | null, round: FrozenRound): string {
  const node = nodeOfTeam(round.frozen, teamId)
  if (node !== null) return node
  const parent = round.teams.find(({ id }) => id === teamId)?.parentId ?? null
  return knownNode(parent, round)
}

function isWithin(unit: UnitRecord, node: string, { frozen }: FrozenRound): boolean {
  const subtree = nodeIn(frozen.tree, node)
  const known = subtree === null ? [] : nodeIds(subtree)
  return unit.nodeIds.some((id) => known.includes(id))
}

function nodeIn(tree: TeamNode, id: string): TeamNode | null {
  if (tree.id === id) return tree
  return tree.children.map((child) => nodeIn(child, id)).find((found) => found !== null) ?? null
}

function smallest(units: readonly UnitRecord[]): UnitRecord | null {
  return (
    units.toSorted((a, b) => a.invited - b.invited || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))[0] ??
    null
  )
}
