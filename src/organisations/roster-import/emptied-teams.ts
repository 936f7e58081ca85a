import type { Person } from '../people/queries.ts'
import { pathOf } from './claim-people.ts'
import { pathKey, type TeamPath } from './place-teams.ts'
import type { PlannedRow } from './plan-import.ts'

type Roster = { readonly people: readonly Person[]; readonly paths: ReadonlyMap<string, TeamPath> }

/** Teams that hold people now, in them or below, and will hold nobody; parents first. Whom the file does not name stays. */
export function emptiedTeams(rows: readonly PlannedRow[], { people, paths }: Roster): TeamPath[] {
  const kept = rows.filter(({ fate }) => fate !== 'error')
  const named = new Set(kept.map(({ personId }) => personId))
  const held = (some: readonly Person[]) => withAbove(some.map((person) => pathOf(person, paths)))
  const after = new Set([
    ...withAbove(kept.map(({ path }) => path)).keys(),
    ...held(people.filter(({ id }) => !named.has(id))).keys(),
  ])
  const emptied = [...held(people)].filter(([key]) => !after.has(key)).map(([, path]) => path)
  return emptied.sort((a, b) => a.length - b.length)
}

function withAbove(paths: readonly TeamPath[]): Map<string, TeamPath> {
  const found = new Map<string, TeamPath>()
  for (const path of new Set(paths))
    for (let end = 1; end <= path.length; end++) found.set(pathKey(path.slice(0, end)), path.slice(0, end))
  return found
}
