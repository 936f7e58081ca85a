import { foldName } from './cell-words.ts'
import { splitPath } from './guess-separator.ts'
import type { Mapping } from './mapping.ts'
import { longestName, type Problem, problem, type RosterRow, shorten } from './read-roster.ts'

export type TeamPath = readonly string[]

/** The names from the top down (empty: no team), or why they cannot be told. */
export type Placed =
  | { readonly outcome: 'placed'; readonly path: TeamPath }
  | { readonly outcome: 'refused'; readonly problem: Problem }

export const deepestTeam = 20

/** Two paths are the same team when their names differ in case or blanks only. */
export function pathKey(path: TeamPath): string {
  return path.map(foldName).join('\u0000')
}

export type Places = {
  readonly existing: readonly TeamPath[]
  /** Whether a team at the top is the organisation itself. */
  readonly isTop: (name: string) => boolean
}

/**
 * Finds everybody's team: by a whole path, by team and parent, or by a name that stands for one team only.
 * Where a row stands in the file never matters.
 */
export function placeTeams(
  rows: readonly Pick<RosterRow, 'team' | 'parent'>[],
  mapping: Pick<Mapping, 'separator' | 'makeParents'>,
  places: Places,
): Placed[] {
  const told = rows.map((row) => withoutTop(tellTeam(row, mapping.separator), places.isTop))
  const find = finder(told, mapping, places)
  const known = new Map<string, Placed>()
  return told.map((one) => {
    const key = `${pathKey(one.path)}\u0001${one.parent === null ? '' : foldName(one.parent)}`
    const placed = known.get(key) ?? belowTop(withinLimits(find(one)), places.isTop)
    known.set(key, placed)
    return placed
  })
}

/** What a row says: a whole path, or one name and perhaps the name of its parent. */
type Told = { readonly path: TeamPath; readonly parent: string | null }

function tellTeam(
  { team, parent }: Pick<RosterRow, 'team' | 'parent'>,
  separator: Mapping['separator'],
): Told {
  const path = splitPath(team, separator)
  const above = splitPath(parent, separator)
  const [name] = path
  if (name === undefined) return { path: above, parent: null }
  if (path.length > 1 || above.length === 0) return { path, parent: null }
  if (above.length > 1) return { path: [...above, name], parent: null }
  const [only = ''] = above
  // Exports often name the topmost team as its own parent.
  return { path, parent: foldName(only) === foldName(name) ? null : only }
}

// A name alone is looked at later: it may stand below another team. Where only one is left, the top is its parent.
function withoutTop(told: Told, isTop: Places['isTop']): Told {
  const start = told.path.findIndex((name) => !isTop(name))
  if (told.path.length < 2 || start === 0) return told
  if (start < 0) return { path: told.path.slice(0, 1), parent: null }
  const path = told.path.slice(start)
  return { path, parent: path.length === 1 ? (told.path[0] ?? null) : null }
}

function finder(
  told: readonly Told[],
  { makeParents }: Pick<Mapping, 'makeParents'>,
  { existing, isTop }: Places,
) {
  const parentsOf = new Map<string, Map<string, string>>()
  const mentioned = new Set<string>()
  const byLastName = new Map<string, Map<string, TeamPath>>()
  for (const path of existing) note(byLastName, path)
  for (const { path, parent } of told) {
    const [name = ''] = path
    // Deeper ones are refused anyway, and every start of a path of thousands would fill the memory.
    if (path.length > 1 && path.length <= deepestTeam)
      for (let end = 1; end <= path.length; end++) note(byLastName, path.slice(0, end))
    if (path.length === 1) mentioned.add(foldName(name))
    if (parent === null) continue
    const parents = parentsOf.get(foldName(name)) ?? new Map<string, string>()
    parentsOf.set(foldName(name), parents.set(foldName(parent), parent))
  }

  /** A name alone: as the file places it, else as the one team known by that name. */
  const placeName = (name: string, isParent: boolean, below: readonly string[]): Placed => {
    const key = foldName(name)
    if (below.includes(key)) return refuse(isParent, 'team-loop', name)
    if (below.length > deepestTeam) return refuse(isParent, 'team-deep', name)
    const parents = [...(parentsOf.get(key)?.values() ?? [])]
    const [parent] = parents
    if (parents.length > 1) return refuse(isParent, 'team-ambiguous', name)
    if (parent !== undefined) return under(placeName(parent, true, [...below, key]), name)
    if (isTop(name)) return { outcome: 'placed', path: [] }
    const found = [...(byLastName.get(key)?.values() ?? [])]
    const exact = found.find((path) => path.length === 1) ?? (found.length === 1 ? found[0] : undefined)
    if (exact !== undefined) return { outcome: 'placed', path: exact }
    if (found.length > 1) return refuse(isParent, 'team-ambiguous', name)
    if (isParent && !makeParents && !mentioned.has(key)) return refuse(isParent, 'parent-unknown', name)
    return { outcome: 'placed', path: [name] }
  }

  return ({ path, parent }: Told): Placed => {
    const [name] = path
    if (name === undefined || path.length > 1) return { outcome: 'placed', path }
    if (parent === null) return placeName(name, false, [])
    return under(placeName(parent, true, [foldName(name)]), name)
  }
}

function belowTop(placed: Placed, isTop: Places['isTop']): Placed {
  if (placed.outcome === 'refused') return placed
  const start = placed.path.findIndex((name) => !isTop(name))
  return { outcome: 'placed', path: start < 0 ? [] : placed.path.slice(start) }
}

function note(byLastName: Map<string, Map<string, TeamPath>>, path: TeamPath): void {
  const name = foldName(path.at(-1) ?? '')
  const paths = byLastName.get(name) ?? new Map<string, TeamPath>()
  if (!paths.has(pathKey(path))) paths.set(pathKey(path), path)
  byLastName.set(name, paths)
}

function under(parent: Placed, name: string): Placed {
  return parent.outcome === 'refused' ? parent : { outcome: 'placed', path: [...parent.path, name] }
}

function refuse(isParent: boolean, reason: string, name: string): Placed {
  const column = isParent ? 'parent' : 'team'
  return { outcome: 'refused', problem: problem('error', column, [reason, { team: shorten(name) }]) }
}

function withinLimits(placed: Placed): Placed {
  if (placed.outcome === 'refused') return placed
  if (placed.path.length > deepestTeam)
    return {
      outcome: 'refused',
      problem: problem('error', 'team', ['team-deep', { team: shorten(placed.path.at(-1) ?? '') }]),
    }
  if (placed.path.some((name) => name.length > longestName))
    return { outcome: 'refused', problem: problem('error', 'team', ['too-long', { most: longestName }]) }
  return placed
}
