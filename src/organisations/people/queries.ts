import { sql } from 'kysely'
import type { Scope } from '../../database/scope.ts'

export type Person = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly teamId: string | null
  readonly isLeader: boolean
  readonly language: string | null
}

const personColumns = [
  'id',
  'name',
  'email',
  'team_id as teamId',
  'is_leader as isLeader',
  'language',
] as const

/** The whole roster; for pages, see `searchPeople`. */
export function listPeople(scope: Scope, organisationId: string): Promise<Person[]> {
  return scope.db
    .selectFrom('people')
    .select(personColumns)
    .where('workspace_id', '=', scope.workspaceId)
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .execute()
}

export type Search = {
  /** Part of a name or an address; empty: everybody. */
  readonly text: string
  /** null: any team. */
  readonly teamIds: readonly string[] | null
  readonly leadersOnly: boolean
  readonly limit: number
  readonly offset: number
}

/** People by name, and how many there are in all. */
export async function searchPeople(scope: Scope, organisationId: string, search: Search) {
  const pattern = `%${search.text.replace(/[\\%_]/g, '\\$&')}%`
  let found = scope.db
    .selectFrom('people')
    .where('workspace_id', '=', scope.workspaceId)
    .where('organisation_id', '=', organisationId)
  if (search.text !== '')
    found = found.where((is) => is.or([is('name', 'ilike', pattern), is('email', 'ilike', pattern)]))
  if (search.teamIds !== null) found = found.where('team_id', 'in', [...search.teamIds])
  if (search.leadersOnly) found = found.where('is_leader', '=', true)
  const [people, total] = await Promise.all([
    found
      .select(personColumns)
      .orderBy(sql`lower(name)`)
      .orderBy('id')
      .limit(search.limit)
      .offset(search.offset)
      .execute(),
    found.select((is) => is.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ])
  return { people, total: total.count }
}

export async function findPerson(
  scope: Scope,
  organisationId: string,
  personId: string,
): Promise<Person | null> {
  const row = await scope.db
    .selectFrom('people')
    .select(personColumns)
    .where('workspace_id', '=', scope.workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row ?? null
}

/** Who else has this address, or this name in this team. */
export async function findRivals(scope: Scope, organisationId: string, person: Person) {
  const others = scope.db
    .selectFrom('people')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('id', '!=', person.id)
  const byEmail =
    person.email === null
      ? undefined
      : await others.where(sql`lower(email)`, '=', sql`lower(${person.email})`).executeTakeFirst()
  const byName = await others
    .where(sql`lower(name)`, '=', sql`lower(${person.name})`)
    .where(sql<boolean>`team_id is not distinct from ${person.teamId}::uuid`)
    .executeTakeFirst()
  return { hasSameEmail: byEmail !== undefined, hasSameName: byName !== undefined }
}

/** Adds a person, or changes the one with this id. */
export async function savePerson(scope: Scope, organisationId: string, person: Person): Promise<void> {
  const values = {
    team_id: person.teamId,
    name: person.name,
    email: person.email,
    is_leader: person.isLeader,
    language: person.language,
  }
  await scope.db
    .insertInto('people')
    .values({ workspace_id: scope.workspaceId, id: person.id, organisation_id: organisationId, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(values))
    .execute()
}

export async function removePerson(scope: Scope, personId: string): Promise<void> {
  await scope.db
    .deleteFrom('people')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', personId)
    .execute()
}
