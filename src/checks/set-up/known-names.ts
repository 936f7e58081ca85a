import type { Scope } from '../../database/scope.ts'
import type { FoundName, KnownNames } from '../../domain/text/find-name.ts'
import { type CheckRecord, type Roster, readRoster } from '../queries.ts'
import { findNameIn } from './own-statements.ts'
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

/** Whom or what an added statement of a draft names as the roster is now; null for nobody. */
export async function findNamed(scope: Scope, check: CheckRecord, roster: Roster): Promise<FoundName | null> {
  if (check.ownItems.length === 0) return null
  const organisation = { id: check.organisationId, name: check.organisationName }
  return findNameIn(check.ownItems, await findKnownNames(scope, organisation, roster))
}
