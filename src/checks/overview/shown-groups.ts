import { formUnits, type Units } from '../../domain/disclosure/form-units.ts'
import type { SideNames } from '../../domain/disclosure/name-groups.ts'
import type { TeamNode } from '../../domain/disclosure/released-table.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import type { CheckRecord, FrozenTree, Roster, UnitRecord } from '../queries.ts'
import { buildTree } from '../sign-off/build-tree.ts'

export type Visible = {
  readonly groups: readonly {
    readonly name: string
    readonly depth: number
    readonly invited: number
    readonly joined: readonly string[]
  }[]
  readonly unshown: readonly { readonly name: string; readonly countedIn: string | null }[]
}

/** What can be shown when everybody answers: from the frozen tree, or from the roster while the check is a draft. */
export function visibleGroups(
  check: CheckRecord,
  given: { readonly units: readonly UnitRecord[]; readonly roster: Roster | null; readonly names: SideNames },
): Visible {
  const { tree, leaders } = headCounts(check, given)
  const formed = formUnits({ root: tree, leaders }, disclosureRules[check.openingProfile].k, given.names)
  return { groups: groupsOf(formed, given.names), unshown: unshownOf(formed) }
}

function headCounts(
  check: CheckRecord,
  { units, roster }: { readonly units: readonly UnitRecord[]; readonly roster: Roster | null },
): { readonly tree: TeamNode; readonly leaders: number } {
  if (check.frozenTree !== null) {
    // Leaders without a unit of their own were frozen as people of the root.
    return {
      tree: check.frozenTree.tree,
      leaders: units.find(({ side }) => side === 'leadership')?.invited ?? 0,
    }
  }
  const people = roster ?? { teams: [], people: [] }
  const built: FrozenTree = buildTree({ id: check.organisationId, name: check.organisationName }, people)
  return { tree: built.tree, leaders: people.people.filter(({ isLeader }) => isLeader).length }
}

/** The groups of a check in the order of the organisation, as the close will form them. */
export function groupsOf({ staff, hasLeadership, leaders }: Units, names: SideNames): Visible['groups'] {
  const sizes = new Map(staff.atoms.map(({ id, size }) => [id, size]))
  const shown = staff.groups.map(({ name, depth, atoms, joined }) => ({
    ...{ name, depth, joined },
    invited: atoms.reduce((sum, atom) => sum + (sizes.get(atom) ?? 0), 0),
  }))
  const [everyone, ...below] = shown
  if (!hasLeadership || everyone === undefined) return shown
  // As at the close: the organisation holds both sides, and staff and leadership stand below it.
  return [
    { ...everyone, invited: everyone.invited + leaders },
    { ...everyone, name: names.staff, depth: 1, joined: [] },
    ...below.map((group) => ({ ...group, depth: group.depth + 1 })),
    { name: names.leadership, depth: 1, invited: leaders, joined: [] },
  ]
}

function unshownOf({ staff }: Units): Visible['unshown'] {
  const names = new Map(staff.groups.map(({ id, name }) => [id, name]))
  return staff.hidden.map(({ name, countedIn }) => ({
    name,
    countedIn: countedIn === null ? null : (names.get(countedIn) ?? null),
  }))
}
