import { sql } from 'kysely'
import type { Scope } from '../database/scope.ts'

const rounds = 2

/** The example organisation of the workspace; `isReady` once both rounds are closed and read. */
export async function findExample(scope: Scope): Promise<{ id: string; isReady: boolean } | null> {
  const row = await scope.db
    .selectFrom('organisations as o')
    .select([
      'o.id',
      sql<number>`(
      select count(distinct c.id)::int from checks c
      join findings f on f.workspace_id = c.workspace_id and f.check_id = c.id
      where c.workspace_id = o.workspace_id and c.organisation_id = o.id
    )`.as('read'),
    ])
    .where('o.workspace_id', '=', scope.workspaceId)
    .where('o.is_example', '=', true)
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, isReady: row.read >= rounds }
}

export async function deleteExample(scope: Scope, organisationId: string): Promise<void> {
  await scope.db
    .deleteFrom('organisations')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', organisationId)
    .where('is_example', '=', true)
    .execute()
}

export type NewTeam = { readonly id: string; readonly name: string; readonly parentId: string | null }
export type NewPerson = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly teamId: string | null
  readonly isLeader: boolean
}

export async function addRoster(
  { db, workspaceId }: Scope,
  organisationId: string,
  roster: { readonly teams: readonly NewTeam[]; readonly people: readonly NewPerson[] },
): Promise<void> {
  const place = { workspace_id: workspaceId, organisation_id: organisationId }
  await db
    .insertInto('teams')
    .values(roster.teams.map(({ parentId, ...team }) => ({ ...place, ...team, parent_id: parentId })))
    .execute()
  await db
    .insertInto('people')
    .values(
      roster.people.map(({ teamId, isLeader, ...person }) => ({
        ...place,
        ...person,
        team_id: teamId,
        is_leader: isLeader,
        language: 'en',
      })),
    )
    .execute()
}

/** Who was invited in which place of the roster, with what it takes to make their link again. */
export function listExampleInvitations({ db, workspaceId }: Scope, checkId: string) {
  return db
    .selectFrom('invitations')
    .select(['id', 'generation', 'person_id as personId', 'is_leader as isLeader'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
}

/** The days of a round that has just been played, as its story has them. */
export async function dateBack(
  { db, workspaceId }: Scope,
  checkId: string,
  { closesAt, closedAt }: { readonly closesAt: Date; readonly closedAt: Date },
): Promise<void> {
  await db
    .updateTable('checks')
    .set({ closes_at: closesAt, closed_at: closedAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .execute()
}
