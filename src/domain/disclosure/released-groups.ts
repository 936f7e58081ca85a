import type { FormedGroups } from './form-groups.ts'
import type { ReleasedAtom, ReleasedTable, ShownGroup } from './released-table.ts'

export const staffGroupId = 'staff'

type Gathering = {
  /** Groups of staff at close, and the coarser ones formed of their atoms that have detail. */
  readonly formed: FormedGroups
  readonly detail: FormedGroups
  readonly atoms: readonly ReleasedAtom[]
  readonly detailFrom: number
  readonly staffName: string
}

type Groups = Pick<ReleasedTable, 'groups' | 'detailGroups'>

/**
 * The organisation (staff and leadership), all staff where that is not the same, departments and teams, leadership, open link.
 * The organisation has detail only where leadership has, too: else the staff's subtracted from it would show the leaders'.
 */
export function gatherGroups({ formed, detail, atoms, detailFrom, staffName }: Gathering): Groups {
  const [root, ...teams] = formed.groups
  if (root === undefined) return { groups: [], detailGroups: [] }
  const leaders = sideGroups('leadership', atoms, root)
  const open = sideGroups('open', atoms, null)
  const top = topGroups(root, leaders, staffName)
  const isLarge = (group: ShownGroup): boolean => answeredIn(group, atoms) >= detailFrom
  const [detailRoot, ...detailTeams] = detail.groups.map((group) => inAtomsOf(group, detail))
  const detailTop = detailRoot === undefined ? [] : leaders.every(isLarge) ? top : top.slice(1)
  const detailSides = [...leaders, ...open].filter(isLarge)
  return {
    groups: [...top, ...teams, ...leaders, ...open],
    detailGroups: [...detailTop, ...detailTeams, ...detailSides],
  }
}

function topGroups(
  root: ShownGroup,
  leaders: readonly ShownGroup[],
  staffName: string,
): readonly ShownGroup[] {
  const everyone = {
    ...root,
    side: 'everyone' as const,
    atoms: [root, ...leaders].flatMap((group) => group.atoms),
  }
  if (leaders.length === 0) return [everyone]
  const staff = { ...root, id: staffGroupId, name: staffName, parentId: root.id, depth: 1, joined: [] }
  return [everyone, staff]
}

function sideGroups(
  side: 'leadership' | 'open',
  atoms: readonly ReleasedAtom[],
  parent: ShownGroup | null,
): readonly ShownGroup[] {
  const place = { parentId: parent?.id ?? null, depth: parent === null ? 0 : 1, joined: [] }
  const own = atoms.filter((atom) => atom.side === side)
  return own.map(({ id, name }) => ({ id, name, side, ...place, atoms: [id] }))
}

function inAtomsOf(group: ShownGroup, formed: FormedGroups): ShownGroup {
  const members = new Map(formed.atoms.map((atom) => [atom.id, atom.members]))
  return { ...group, atoms: group.atoms.flatMap((id) => members.get(id) ?? []) }
}

function answeredIn(group: ShownGroup, atoms: readonly ReleasedAtom[]): number {
  const own = atoms.filter((atom) => group.atoms.includes(atom.id))
  return own.reduce((sum, atom) => sum + atom.answered, 0)
}
