import { staffGroupId } from './released-groups.ts'
import type { ReleasedAtom, ReleasedTable, ShownGroup } from './released-table.ts'

/** Any group of people a figure may belong to. Every shown group is one. */
export type UnionOfAtoms = { readonly atoms: readonly string[] }

/** Everything that may be shown, the organisation first; empty when fewer than k people answered. */
export function shownGroups(table: ReleasedTable): readonly ShownGroup[] {
  return table.groups
}

/** The groups for which distributions, means and numbers of line of sight may be shown. */
export function shownDetailGroups(table: ReleasedTable): readonly ShownGroup[] {
  return table.detailGroups
}

export function groupById(table: ReleasedTable, id: string): ShownGroup | null {
  return table.groups.find((group) => group.id === id) ?? null
}

/** Staff and leadership together, without the open link. */
export function organisationGroup(table: ReleasedTable): ShownGroup | null {
  return table.groups.find((group) => group.side === 'everyone') ?? null
}

/** Everyone who is not in the leadership unit: the organisation itself where there is no such unit. */
export function staffGroup(table: ReleasedTable): ShownGroup | null {
  return groupById(table, staffGroupId) ?? organisationGroup(table)
}

export function leadershipGroup(table: ReleasedTable): ShownGroup | null {
  return table.groups.find((group) => group.side === 'leadership') ?? null
}

export function openLinkGroup(table: ReleasedTable): ShownGroup | null {
  return table.groups.find((group) => group.side === 'open') ?? null
}

/** "Against the organisation" means against all other staff (spec 10); null when there are none. */
export function restOf(table: ReleasedTable, group: UnionOfAtoms): UnionOfAtoms | null {
  const atoms = staffGroup(table)?.atoms.filter((atom) => !group.atoms.includes(atom)) ?? []
  return atoms.length === 0 ? null : { atoms }
}

/** Exactly a union of groups that were formed with `detail`. Remembered: every cell of a grid asks. */
export function hasDetail(table: ReleasedTable, group: UnionOfAtoms): boolean {
  const known = detailed.get(table) ?? new WeakMap<UnionOfAtoms, boolean>()
  detailed.set(table, known)
  const answer = known.get(group) ?? isUnionOfDetail(table, group)
  known.set(group, answer)
  return answer
}

const detailed = new WeakMap<ReleasedTable, WeakMap<UnionOfAtoms, boolean>>()

function isUnionOfDetail(table: ReleasedTable, group: UnionOfAtoms): boolean {
  const own = new Set(group.atoms)
  const within = table.detailGroups.filter((detail) => detail.atoms.every((atom) => own.has(atom)))
  return own.size > 0 && new Set(within.flatMap((detail) => detail.atoms)).size === own.size
}

/**
 * Whether a statement of the organisation's own may be told of this group: of all staff and unions formed with `detail`
 * where all staff have it, else of the organisation alone. Never of both: the leaders' answers would be their difference.
 */
export function showsOwnItems(table: ReleasedTable, group: UnionOfAtoms): boolean {
  const staff = staffGroup(table)
  if (staff === null || hasDetail(table, staff) || isOpenLink(table, group)) return hasDetail(table, group)
  return isOrganisation(table, group)
}

function isOpenLink(table: ReleasedTable, { atoms }: UnionOfAtoms): boolean {
  const open = openLinkGroup(table)
  return open !== null && atoms.every((atom) => open.atoms.includes(atom))
}

function isOrganisation(table: ReleasedTable, group: UnionOfAtoms): boolean {
  const atoms = organisationGroup(table)?.atoms ?? []
  return group.atoms.length === atoms.length && atoms.every((atom) => group.atoms.includes(atom))
}

/** Throws for an atom that the table does not hold. */
export function atomsOf(table: ReleasedTable, group: UnionOfAtoms): readonly ReleasedAtom[] {
  const byId = indexOf(table)
  return group.atoms.map((id) => {
    const atom = byId.get(id)
    if (atom === undefined) throw new Error(`The released table has no atom ${id}`)
    return atom
  })
}

const indices = new WeakMap<ReleasedTable, ReadonlyMap<string, ReleasedAtom>>()

function indexOf(table: ReleasedTable): ReadonlyMap<string, ReleasedAtom> {
  const known = indices.get(table)
  if (known !== undefined) return known
  const index = new Map(table.atoms.map((atom) => [atom.id, atom]))
  indices.set(table, index)
  return index
}
