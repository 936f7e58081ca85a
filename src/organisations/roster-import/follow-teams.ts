import type { Person } from '../people/queries.ts'
import { type Candidate, pathOf } from './claim-people.ts'
import { pathKey, type TeamPath } from './place-teams.ts'

/** A team of the roster that the file calls otherwise or places elsewhere. */
export type FollowedTeam = { readonly id: string; readonly from: TeamPath; readonly to: TeamPath }

/** One person tells too little: they may have moved into a team that is new. */
const fewestPeople = 2

/**
 * Teams that are gone from the file while most of their people stand together in one that is new: renamed or moved, they
 * stay the same team, so that rounds can be compared. `paths` are those of the roster's teams by id, parents first.
 */
export function followTeams(
  rows: readonly Candidate[],
  claims: ReadonlyMap<number, Person>,
  paths: ReadonlyMap<string, TeamPath>,
): FollowedTeam[] {
  const places = [...new Set(rows.map(({ path }) => path))]
  const mentioned = new Set(places.flatMap((path) => path.map((_, at) => pathKey(path.slice(0, at + 1)))))
  if ([...paths.values()].every((path) => mentioned.has(pathKey(path)))) return []
  const votes = countVotes(rows, claims, paths)
  const now = new Map(paths)
  const followed: FollowedTeam[] = []
  for (const id of [...paths.keys()]) {
    const from = now.get(id) ?? []
    const to = mentioned.has(pathKey(from)) ? undefined : votes.successorOf(paths.get(id) ?? [])
    if (to === undefined || [...now.values()].some((path) => pathKey(path) === pathKey(to))) continue
    followed.push({ id, from: paths.get(id) ?? [], to })
    followPaths(now, [{ id, to }])
  }
  return followed
}

/** Gives the followed teams their new paths, parents first; teams below go with them. */
export function followPaths(
  paths: Map<string, TeamPath>,
  followed: readonly Pick<FollowedTeam, 'id' | 'to'>[],
): void {
  for (const { id, to } of followed) {
    const from = paths.get(id) ?? []
    for (const [other, path] of paths)
      if (startsWith(path, from)) paths.set(other, [...to, ...path.slice(from.length)])
  }
}

/** Where the people of each team go, and where those of each new place come from. */
function countVotes(
  rows: readonly Candidate[],
  claims: ReadonlyMap<number, Person>,
  paths: ReadonlyMap<string, TeamPath>,
) {
  const leaving = new Map<string, Map<string, Vote>>()
  const left = new Map<string, number>()
  const arrived = new Map<string, number>()
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const row of rows) {
    const person = claims.get(row.row)
    const old = person === undefined ? [] : pathOf(person, paths)
    for (let end = 1; end <= row.path.length; end++) if (person) add(arrived, pathKey(row.path.slice(0, end)))
    for (let end = 1; end <= old.length; end++) {
      const from = pathKey(old.slice(0, end))
      add(left, from)
      const to = placeAbove(row.path, old, end)
      if (to === null) continue
      const ways = leaving.get(from) ?? new Map<string, Vote>()
      leaving.set(from, ways)
      const key = pathKey(to)
      ways.set(key, { to, people: (ways.get(key)?.people ?? 0) + 1 })
    }
  }
  return {
    successorOf: (from: TeamPath): TeamPath | undefined => {
      const key = pathKey(from)
      const [most] = [...(leaving.get(key)?.values() ?? [])].sort((a, b) => b.people - a.people)
      if (most === undefined || most.people < fewestPeople) return undefined
      const isMost = most.people * 2 > Math.max(left.get(key) ?? 0, arrived.get(pathKey(most.to)) ?? 0)
      return isMost ? most.to : undefined
    },
  }
}

type Vote = { readonly to: TeamPath; readonly people: number }

/**
 * Where the team stands now that was the first `end` names of an old path: above the same teams as before, else as deep
 * as before, because the teams below it may have been renamed, too. null: in neither.
 */
function placeAbove(path: TeamPath, old: TeamPath, end: number): TeamPath | null {
  const at = path.length - old.length + end
  const isSameBelow = at > 0 && pathKey(path.slice(at)) === pathKey(old.slice(end))
  if (isSameBelow) return path.slice(0, at)
  return path.length === old.length ? path.slice(0, end) : null
}

function startsWith(path: TeamPath, start: TeamPath): boolean {
  return path.length >= start.length && pathKey(path.slice(0, start.length)) === pathKey(start)
}
