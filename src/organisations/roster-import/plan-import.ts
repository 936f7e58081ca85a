import { arrangeTeams, byName } from '../arrange-teams.ts'
import type { Person } from '../people/queries.ts'
import type { Team } from '../queries.ts'
import { foldName } from './cell-words.ts'
import { type Candidate, claimPeople, type Known, pathOf, tellsTeam } from './claim-people.ts'
import { emptiedTeams } from './emptied-teams.ts'
import { findTop, namedLike } from './find-top.ts'
import { type FollowedTeam, followPaths, followTeams } from './follow-teams.ts'
import type { Mapping } from './mapping.ts'
import { pathKey, placeTeams, type TeamPath } from './place-teams.ts'
import { type Problem, problem, type RosterRow, readRoster } from './read-roster.ts'
import type { Table } from './table.ts'

export type Fate = 'new' | 'updated' | 'unchanged' | 'error'

/** What happens to one row. The figures of a person are those after the import. */
export type PlannedRow = {
  readonly row: number
  readonly fate: Fate
  /** Whom the row updates; null for a new person and for an error. */
  readonly personId: string | null
  readonly name: string
  readonly email: string | null
  readonly path: TeamPath
  readonly isLeader: boolean
  readonly language: string | null
  readonly problems: readonly Problem[]
  /** The person before, where the row changes them; a team that is followed counts under its new name. */
  readonly before: Before | null
}

export type Before = Pick<PlannedRow, 'name' | 'email' | 'path' | 'isLeader' | 'language'>

export type ImportPlan = {
  readonly rows: readonly PlannedRow[]
  readonly counts: Readonly<Record<Fate, number>>
  /** Parents stand before their children. */
  readonly newTeams: readonly TeamPath[]
  readonly followed: readonly FollowedTeam[]
  /** Teams that hold people now and will hold nobody. */
  readonly emptied: readonly TeamPath[]
  /** In the roster, but not in the file, not even in a row with an error; by name. */
  readonly missing: readonly Person[]
  /** The organisation as the file calls it, where the file makes a top team of it. */
  readonly top: string | null
}

export type Roster = {
  /** Its name. */
  readonly organisation: string
  readonly teams: readonly Team[]
  readonly people: readonly Person[]
}

/** Decides what happens to every row of a file; nothing is written. The same file again changes nothing. */
export function planImport(table: Table, mapping: Mapping, roster: Roster): ImportPlan {
  const arranged = arrangeTeams(roster.teams)
  const paths = new Map(arranged.map((team) => [team.id, team.path]))
  const rows = readRoster(table, mapping)
  const top = findTop(rows, mapping, roster)
  const candidates = placeRows(rows, { roster, mapping, paths, top })
  const usable = candidates.filter(isUsable)
  const followed = followTeams(usable, claimPeople(usable, roster.people, { paths, mapping }), paths)
  followPaths(paths, followed)
  const claims = claimPeople(usable, roster.people, { paths, mapping })
  const planned = candidates.map((row) => decide(row, claims.get(row.row) ?? null, { paths, mapping }))
  const claimed = new Set([...claims.values()].map((person) => person.id))
  const isSpared = sparedBy(candidates.filter((row) => !isUsable(row)))
  const missing = roster.people
    .filter((person) => !claimed.has(person.id) && !isSpared(person))
    .sort((a, b) => byName.compare(a.name, b.name))
  return {
    rows: warnOfNamesakes(planned, missing, paths),
    counts: countFates(planned),
    newTeams: newTeams(planned, [...paths.values()]),
    followed,
    emptied: emptiedTeams(planned, { people: roster.people, paths }),
    missing,
    top,
  }
}

type Given = {
  readonly roster: Roster
  readonly mapping: Mapping
  readonly paths: ReadonlyMap<string, TeamPath>
  readonly top: string | null
}

function placeRows(rows: readonly RosterRow[], { roster, mapping, paths, top }: Given): Candidate[] {
  const isTop = top === null || mapping.keepsTop ? () => false : namedLike(roster.organisation)
  const placed = placeTeams(rows, mapping, { existing: [...paths.values()], isTop })
  return refuseSecondAddresses(
    rows.map((row, at) => {
      const place = placed[at]
      return place?.outcome === 'placed'
        ? { ...row, path: place.path }
        : { ...row, path: [], problems: [...row.problems, ...(place === undefined ? [] : [place.problem])] }
    }),
  )
}

const isUsable = (row: Pick<RosterRow, 'problems'>) => row.problems.every(({ kind }) => kind === 'warning')

/** Whom a row with an error may mean is not missing in the file, and so never removed for its error. */
function sparedBy(wrong: readonly Candidate[]): (person: Person) => boolean {
  const names = new Set(wrong.map((row) => foldName(row.name)))
  const emails = new Set(wrong.map((row) => row.email?.toLowerCase()))
  return ({ name, email }) => names.has(foldName(name)) || (email !== null && emails.has(email.toLowerCase()))
}

/** The first row with an address has it; further ones are errors that name it. */
function refuseSecondAddresses(rows: readonly Candidate[]): Candidate[] {
  const first = new Map<string, Candidate>()
  return rows.map((row) => {
    if (row.email === null || !isUsable(row)) return row
    const key = row.email.toLowerCase()
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, row)
      return row
    }
    const reason = foldName(earlier.name) === foldName(row.name) ? 'person-twice' : 'email-twice'
    return { ...row, problems: [...row.problems, problem('error', 'email', [reason, { row: earlier.row }])] }
  })
}

function decide(row: Candidate, person: Person | null, known: Known): PlannedRow {
  const { mapping, paths } = known
  const told = { row: row.row, name: row.name, email: row.email, path: row.path, problems: row.problems }
  const isNobody = { personId: null, before: null }
  if (!isUsable(row))
    return { ...told, ...isNobody, fate: 'error', isLeader: row.isLeader ?? false, language: row.language }
  const after = {
    ...told,
    email: sameAddress(row.email, person) ?? row.email ?? person?.email ?? null,
    path: person === null || tellsTeam(mapping) ? row.path : pathOf(person, paths),
    isLeader: mapping.roles.includes('leader') ? (row.isLeader ?? false) : (person?.isLeader ?? false),
    language: row.language ?? person?.language ?? null,
  }
  if (person === null) return { ...after, ...isNobody, fate: 'new' }
  const { name, email, isLeader, language } = person
  const before = { name, email, path: pathOf(person, paths), isLeader, language }
  const isSame =
    after.name === name &&
    after.email === email &&
    pathKey(after.path) === pathKey(before.path) &&
    after.isLeader === isLeader &&
    after.language === language
  return {
    ...after,
    fate: isSame ? 'unchanged' : 'updated',
    personId: person.id,
    before: isSame ? null : before,
  }
}

/** An address in other capitals is the same one, and stays as it was written first. */
function sameAddress(email: string | null, person: Person | null): string | null {
  return person?.email?.toLowerCase() === email?.toLowerCase() ? (person?.email ?? null) : null
}

/** The same name twice in a team may be one person twice; both are kept and told. */
function warnOfNamesakes(
  rows: readonly PlannedRow[],
  missing: readonly Person[],
  paths: ReadonlyMap<string, TeamPath>,
): PlannedRow[] {
  const keyOf = (name: string, path: TeamPath) => `${foldName(name)}\u0001${pathKey(path)}`
  const seen = new Map<string, number>()
  const count = (key: string) => seen.set(key, (seen.get(key) ?? 0) + 1)
  for (const row of rows) if (row.fate !== 'error') count(keyOf(row.name, row.path))
  for (const person of missing) count(keyOf(person.name, pathOf(person, paths)))
  return rows.map((row) =>
    row.fate !== 'error' && (seen.get(keyOf(row.name, row.path)) ?? 0) > 1
      ? { ...row, problems: [...row.problems, problem('warning', 'name', ['namesake'])] }
      : row,
  )
}

function countFates(rows: readonly PlannedRow[]): Record<Fate, number> {
  const counts = { new: 0, updated: 0, unchanged: 0, error: 0 }
  for (const { fate } of rows) counts[fate]++
  return counts
}

function newTeams(rows: readonly PlannedRow[], existing: readonly TeamPath[]): TeamPath[] {
  const known = new Set(existing.map(pathKey))
  const found: TeamPath[] = []
  for (const { fate, path } of rows) {
    if (fate === 'error') continue
    for (let end = 1; end <= path.length; end++) {
      const team = path.slice(0, end)
      const key = pathKey(team)
      if (known.has(key)) continue
      known.add(key)
      found.push(team)
    }
  }
  return found.sort((a, b) => a.length - b.length)
}
