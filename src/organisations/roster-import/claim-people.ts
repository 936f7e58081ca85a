import type { Person } from '../people/queries.ts'
import { foldName } from './cell-words.ts'
import type { Mapping } from './mapping.ts'
import { turnName } from './name-order.ts'
import { pathKey, type TeamPath } from './place-teams.ts'
import type { RosterRow } from './read-roster.ts'

export type Candidate = RosterRow & { readonly path: TeamPath }

/** The paths of the teams that exist, by id, and how the file is read. */
export type Known = { readonly paths: ReadonlyMap<string, TeamPath>; readonly mapping: Mapping }

/**
 * Row number → the person it means, each person once: by address, else by name and team, and without any address by a
 * name that is left only once on both sides. "Example, Ada" and "Ada Example" are one name.
 */
export function claimPeople(
  rows: readonly Candidate[],
  people: readonly Person[],
  known: Known,
): Map<number, Person> {
  const claims = new Map<number, Person>()
  const byEmail = new Map(
    people.flatMap((person) => (person.email === null ? [] : [[person.email.toLowerCase(), person]])),
  )
  for (const row of rows) {
    const person = row.email === null ? undefined : byEmail.get(row.email.toLowerCase())
    if (person !== undefined) claims.set(row.row, person)
  }
  const taken = new Set([...claims.values()].map((person) => person.id))
  const hasTeams = tellsTeam(known.mapping)
  const keyOf = (name: string, path: TeamPath) => `${nameKey(name)}\u0001${hasTeams ? pathKey(path) : ''}`
  const free = Map.groupBy(
    // Those without an address are taken first: they can be known in no other way.
    people
      .filter((person) => !taken.has(person.id))
      .sort((a, b) => Number(a.email !== null) - Number(b.email !== null)),
    (person) => keyOf(person.name, pathOf(person, known.paths)),
  )
  for (const withEmail of [true, false]) {
    for (const row of rows) {
      if (claims.has(row.row) || (row.email !== null) !== withEmail) continue
      const [next] = free.get(keyOf(row.name, row.path)) ?? []
      // Another address is another person of the same name.
      if (next === undefined || (withEmail && next.email !== null)) continue
      free.get(keyOf(row.name, row.path))?.shift()
      claims.set(row.row, next)
    }
  }
  for (const [row, person] of movedWithoutAddress(rows, people, claims)) claims.set(row, person)
  return claims
}

const nameKey = (name: string) => foldName(turnName(name))

function movedWithoutAddress(
  rows: readonly Candidate[],
  people: readonly Person[],
  claims: ReadonlyMap<number, Person>,
): (readonly [number, Person])[] {
  const taken = new Set([...claims.values()].map((person) => person.id))
  const free = people.filter((person) => person.email === null && !taken.has(person.id))
  if (free.length === 0) return []
  const open = rows.filter((row) => row.email === null && !claims.has(row.row))
  const byName = Map.groupBy(free, (person) => nameKey(person.name))
  return [...Map.groupBy(open, (row) => nameKey(row.name))].flatMap(([name, [row, ...others]]) => {
    const [person, ...namesakes] = byName.get(name) ?? []
    const isSure = others.length === 0 && namesakes.length === 0
    return row !== undefined && person !== undefined && isSure ? [[row.row, person] as const] : []
  })
}

export function tellsTeam({ roles }: Mapping): boolean {
  return roles.includes('team') || roles.includes('parent')
}

export function pathOf(person: Person, paths: ReadonlyMap<string, TeamPath>): TeamPath {
  return person.teamId === null ? [] : (paths.get(person.teamId) ?? [])
}
