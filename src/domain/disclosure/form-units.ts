import type { FormedGroups } from './form-groups.ts'
import { formGroups } from './form-groups.ts'
import type { GroupNames } from './name-groups.ts'
import type { ShownGroup, TeamNode } from './released-table.ts'

/** `root` counts invited staff only, `leaders` the invited leadership team. */
export type Invited = { readonly root: TeamNode; readonly leaders: number }

/** Units as invited. Without a leadership unit the leaders rate as members of the root. */
export type Units = {
  readonly staff: FormedGroups
  readonly leaders: number
  readonly hasLeadership: boolean
}

export const leadershipUnit = 'leadership'
export const openLinkUnit = 'open-link'

/** Units at opening, each with at least k invited (spec 09). Without any staff unit a check cannot open. */
export function formUnits(invited: Invited, k: number, names: GroupNames): Units {
  const hasLeadership = invited.leaders >= k
  const direct = invited.root.direct + (hasLeadership ? 0 : invited.leaders)
  const root = withoutEmptyTeams({ ...invited.root, direct })
  return { staff: formGroups(root, k, names), leaders: invited.leaders, hasLeadership }
}

/** The unit of a person, by the team they belong to; leaders without a unit of their own go by the root's id. */
export function unitOfTeam(units: Units, teamId: string): string | null {
  return units.staff.atoms.find((unit) => unit.members.includes(teamId))?.id ?? null
}

/** `sizes`: people by id of a formed atom. */
type Counted = { readonly k: number; readonly names: GroupNames; readonly sizes: ReadonlyMap<string, number> }

/**
 * Atoms at close (and unions with detail): the same rule over what was formed before, as answered, so that a unit is
 * never split. Members of the atoms are ids of the atoms formed before.
 */
export function formAtoms(formed: FormedGroups, { k, names, sizes }: Counted): FormedGroups {
  const root = formed.groups.find((group) => group.parentId === null)
  if (root === undefined) return { atoms: [], groups: [], hidden: [] }
  return formGroups(treeOf(root, formed.groups, sizes), k, names)
}

function treeOf(
  group: ShownGroup,
  groups: readonly ShownGroup[],
  sizes: ReadonlyMap<string, number>,
): TeamNode {
  const children = groups
    .filter((child) => child.parentId === group.id)
    .map((child) => treeOf(child, groups, sizes))
  const direct = children.length === 0 ? (sizes.get(group.id) ?? 0) : 0
  const parts = group.id.includes('+') ? { parts: group.joined } : {}
  return { id: group.id, name: group.name, direct, children, ...parts }
}

// A team with nobody in it would join, and so hide, a team that is large enough by itself.
function withoutEmptyTeams(node: TeamNode): TeamNode {
  const children = node.children
    .map(withoutEmptyTeams)
    .filter((child) => child.direct > 0 || child.children.length > 0)
  return { ...node, children }
}
