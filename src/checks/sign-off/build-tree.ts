import type { TeamNode } from '../../domain/disclosure/released-table.ts'
import type { FrozenTree, Roster, RosterTeam } from '../queries.ts'

export type Organisation = { readonly id: string; readonly name: string }

/**
 * The organisation as a tree of head-counts, staff only. The root stands for the organisation: people in no team belong
 * to it, and so do those of a single top team that bears its name.
 */
export function buildTree(organisation: Organisation, roster: Roster): FrozenTree {
  const rootTeams = teamsThatAreTheRoot(organisation, roster.teams)
  const node = (teamId: string | null) => (teamId === null || rootTeams.includes(teamId) ? null : teamId)
  const counts = new Map<string | null, number>()
  for (const { teamId, isLeader } of roster.people) {
    if (!isLeader) counts.set(node(teamId), (counts.get(node(teamId)) ?? 0) + 1)
  }
  const below = Map.groupBy(roster.teams, ({ parentId }) => node(parentId))
  const childrenOf = (parentId: string | null): readonly TeamNode[] =>
    (below.get(parentId) ?? [])
      .filter(({ id }) => !rootTeams.includes(id))
      .map(({ id, name }) => ({ id, name, direct: counts.get(id) ?? 0, children: childrenOf(id) }))
  const { id, name } = organisation
  return { tree: { id, name, direct: counts.get(null) ?? 0, children: childrenOf(null) }, rootTeams }
}

/** The node that a team's people belong to; null for a team that the tree does not know. */
export function nodeOfTeam(frozen: FrozenTree, teamId: string | null): string | null {
  if (teamId === null || frozen.rootTeams.includes(teamId)) return frozen.tree.id
  return nodeIds(frozen.tree).includes(teamId) ? teamId : null
}

export function nodeIds(node: TeamNode): readonly string[] {
  return [node.id, ...node.children.flatMap(nodeIds)]
}

function teamsThatAreTheRoot({ name }: Organisation, teams: readonly RosterTeam[]): readonly string[] {
  const [only, ...others] = teams.filter(({ parentId }) => parentId === null)
  const isTheSame = only !== undefined && others.length === 0 && folded(only.name) === folded(name)
  return isTheSame ? [only.id] : []
}

const folded = (name: string) => name.trim().toLowerCase()
