import { arrangeTeams } from '../arrange-teams.ts'
import type { Person } from '../people/queries.ts'
import type { Team } from '../queries.ts'
import { foldName } from './cell-words.ts'
import { type Candidate, claimPeople, type Known, pathOf, tellsTeam } from './claim-people.ts'
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
}

export type ImportPlan = {
  readonly rows: readonly PlannedRow[]
  readonly counts: Readonly<Record<Fate, number>>
  /** Parents stand before their children. */
  readonly newTeams: readonly TeamPath[]
  /** In the roster, but not in the file, not even in a row with an error. */
  readonly missing: readonly Person[]
}

export type Roster = { readonly teams: readonly Team[]; readonly people: readonly Person[] }

/** Decides what happens to every row of a file; nothing is written. The same file again changes nothing. */
export function planImport(table: Table, mapping: Mapping, roster: Roster): ImportPlan {
  const arranged = arrangeTeams(roster.teams)
  const paths = new Map(arranged.map((team) => [team.id, team.path]))
  const rows = readRoster(table, mapping)
  const placed = placeTeams(rows, mapping, [...paths.values()])
  const candidates = refuseSecondAddresses(
    rows.map((row, at) => {
      const place = placed[at]
      return place?.outcome === 'placed'
        ? { ...row, path: place.path }
        : { ...row, path: [], problems: [...row.problems, ...(place === undefined ? [] : [place.problem])] }
    }),
  )
  const claims = claimPeople(candidates.filter(isUsable), roster.people, { paths, mapping })
  const planned = candidates.map((row) => decide(row, claims.get(row.row) ?? null, { paths, mapping }))
  const claimed = new Set([...claims.values()].map((person) => person.id))
  const isSpared = sparedBy(candidates.filter((row) => !isUsable(row)))
  const missing = roster.people.filter((person) => !claimed.has(person.id) && !isSpared(person))
  return {
    rows: warnOfNamesakes(planned, missing, paths),
    counts: countFates(planned),
    newTeams: newTeams(planned, [...paths.values()]),
    missing,
  }
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
  const first = new Map<string, number>()
  return rows.map((row) => {
    if (row.email === null || !isUsable(row)) return row
    const key = row.email.toLowerCase()
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, row.row)
      return row
    }
    return {
      ...row,
      problems: [...row.problems, problem('error', 'email', ['email-twice', { row: earlier }])],
    }
  })
}

function decide(row: Candidate, person: Person | null, known: Known): PlannedRow {
  const { mapping, paths } = known
  const told = { row: row.row, name: row.name, email: row.email, path: row.path, problems: row.problems }
  if (!isUsable(row)) {
    return { ...told, fate: 'error', personId: null, isLeader: row.isLeader ?? false, language: row.language }
  }
  const after = {
    ...told,
    email: row.email ?? person?.email ?? null,
    path: person === null || tellsTeam(mapping) ? row.path : pathOf(person, paths),
    isLeader: mapping.roles.includes('leader') ? (row.isLeader ?? false) : (person?.isLeader ?? false),
    language: row.language ?? person?.language ?? null,
  }
  if (person === null) return { ...after, fate: 'new', personId: null }
  const isSame =
    after.name === person.name &&
    after.email === person.email &&
    pathKey(after.path) === pathKey(pathOf(person, paths)) &&
    after.isLeader === person.isLeader &&
    after.language === person.language
  return { ...after, fate: isSame ? 'unchanged' : 'updated', personId: person.id }
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
