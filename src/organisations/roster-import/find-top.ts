import { splitPath } from './guess-separator.ts'
import type { Mapping } from './mapping.ts'
import type { Roster } from './plan-import.ts'
import type { RosterRow } from './read-roster.ts'

/**
 * The organisation as the file calls it, where the file makes a top team of it; null: it makes none, or the roster has
 * such a team already, which then goes on as it is.
 */
export function findTop(
  rows: readonly Pick<RosterRow, 'team' | 'parent'>[],
  { separator }: Pick<Mapping, 'separator'>,
  { organisation, teams }: Pick<Roster, 'organisation' | 'teams'>,
): string | null {
  const isOrganisation = namedLike(organisation)
  if (teams.some(({ parentId, name }) => parentId === null && isOrganisation(name))) return null
  for (const { team, parent } of rows)
    for (const [name] of [splitPath(team, separator), splitPath(parent, separator)])
      if (name !== undefined && isOrganisation(name)) return name
  return null
}

/** Whether a name means the same company: case, marks and the legal form do not matter. */
export function namedLike(company: string): (name: string) => boolean {
  const wanted = bareCompany(company)
  const known = new Map<string, boolean>()
  return (name) => {
    const answer = known.get(name) ?? bareCompany(name) === wanted
    known.set(name, answer)
    return answer
  }
}

function bareCompany(name: string): string {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('.', '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const end = words.findLastIndex((word) => !legalForms.has(word))
  return end < 0 ? name.trim().toLowerCase() : words.slice(0, end + 1).join(' ')
}

const legalForms = new Set(
  'ab ag as asa bv co corp corporation gesmbh gmbh inc incorporated kg kgaa limited llc llp ltd mbh nv ohg oy oyj plc pty sa sarl sas se sl spa srl ug'.split(
    ' ',
  ),
)
