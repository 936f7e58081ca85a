import type { UnshownNode } from '../../domain/disclosure/form-groups.ts'
import { formUnits, leadershipUnit } from '../../domain/disclosure/form-units.ts'
import type { SideNames } from '../../domain/disclosure/name-groups.ts'
import { groupsOf, type Visible } from '../overview/shown-groups.ts'
import type { FrozenTree, Roster, RosterPerson } from '../queries.ts'
import { buildTree, nodeIds, type Organisation } from './build-tree.ts'

/** A unit as it will be invited. `key` names it within the plan. */
export type PlannedUnit = {
  readonly key: string
  readonly name: string
  readonly side: 'staff' | 'leadership'
  readonly nodeIds: readonly string[]
  readonly invited: number
}

/** What opening would freeze. `unitOf` gives the key of a person's unit. Without units a check cannot open. */
export type OpeningPlan = {
  readonly frozen: FrozenTree
  readonly units: readonly PlannedUnit[]
  /** What can be shown when everybody answers. */
  readonly groups: Visible['groups']
  readonly unshown: readonly UnshownNode[]
  readonly leaders: number
  readonly hasLeadership: boolean
  readonly unitOf: (person: RosterPerson) => string | null
}

/** Forms the units of spec 09 from the roster: every person is in exactly one, every unit has at least k invited. */
export function planOpening(
  organisation: Organisation,
  roster: Roster,
  rule: { readonly k: number; readonly names: SideNames },
): OpeningPlan {
  const { tree, rootTeams } = buildTree(organisation, roster)
  const leaders = roster.people.filter(({ isLeader }) => isLeader).length
  const formed = formUnits({ root: tree, leaders }, rule.k, rule.names)
  const { staff, hasLeadership } = formed
  const known = new Set(nodeIds(tree))
  const unitByNode = new Map(staff.atoms.flatMap((atom) => atom.members.map((node) => [node, atom.id])))
  const nodeOf = ({ teamId, isLeader }: RosterPerson) =>
    isLeader || teamId === null || !known.has(teamId) ? tree.id : teamId
  return {
    frozen: { tree: { ...tree, direct: tree.direct + (hasLeadership ? 0 : leaders) }, rootTeams },
    units: [
      ...staff.atoms.map(({ id, name, members, size }) => ({
        ...{ key: id, name, nodeIds: members, invited: size },
        side: 'staff' as const,
      })),
      ...(hasLeadership ? [leadershipOf(rule.names, leaders)] : []),
    ],
    groups: groupsOf(formed, rule.names),
    unshown: staff.hidden,
    leaders,
    hasLeadership,
    unitOf: (person) =>
      person.isLeader && hasLeadership ? leadershipUnit : (unitByNode.get(nodeOf(person)) ?? null),
  }
}

function leadershipOf(names: SideNames, invited: number): PlannedUnit {
  return { key: leadershipUnit, name: names.leadership, side: 'leadership', nodeIds: [], invited }
}
