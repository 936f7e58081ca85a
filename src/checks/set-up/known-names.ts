import type { Scope } from '../../database/scope.ts'
import type { KnownNames } from '../../domain/text/find-name.ts'
import { type Roster, readRoster } from '../queries.ts'
import { listRoles } from './queries.ts'

/** Whom and what the statements of a check must not name: its roster, and the roles that its checks know. */
export async function findKnownNames(
  scope: Scope,
  organisation: { readonly id: string; readonly name: string },
  known?: Roster,
): Promise<KnownNames> {
  const roster = known ?? (await readRoster(scope, organisation.id))
  return {
    organisation: organisation.name,
    teams: roster.teams.map(({ name }) => name),
    people: roster.people.map(({ name }) => name),
    roles: await listRoles(scope, organisation.id),
  }
}
