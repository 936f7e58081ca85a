import { sql } from 'kysely'
import type { Scope } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'

export type Organisation = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly language: string
  readonly isExample: boolean
}

const organisationColumns = [
  'id',
  'name',
  'time_zone as timeZone',
  'language',
  'is_example as isExample',
] as const

export async function findOrganisation(scope: Scope, organisationId: string): Promise<Organisation | null> {
  const row = await scope.db
    .selectFrom('organisations')
    .select(organisationColumns)
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', organisationId)
    .executeTakeFirst()
  return row ?? null
}

/** All organisations of the workspace by name, with their counts and their newest check. */
export async function listOrganisations(scope: Scope) {
  const { rows } = await sql<{
    id: string
    name: string
    teams: number
    people: number
    checkId: string | null
    checkName: string | null
    checkStatus: CheckStatus | null
  }>`
    select o.id, o.name, coalesce(t.teams, 0)::int as teams, coalesce(p.people, 0)::int as people,
      c.id as "checkId", c.name as "checkName", c.status as "checkStatus"
    from organisations o
    left join (select organisation_id, count(*) as teams from teams
      where workspace_id = ${scope.workspaceId} group by 1) t on t.organisation_id = o.id
    left join (select organisation_id, count(*) as people from people
      where workspace_id = ${scope.workspaceId} group by 1) p on p.organisation_id = o.id
    left join lateral (select id, name, status from checks
      where workspace_id = o.workspace_id and organisation_id = o.id
      order by created_at desc, id limit 1) c on true
    where o.workspace_id = ${scope.workspaceId}
    order by lower(o.name), o.id`.execute(scope.db)
  return rows
}

export type CheckStatus = Tables['checks']['status']

export async function addOrganisation(
  scope: Scope,
  organisation: Omit<Organisation, 'isExample'> & { readonly isExample?: boolean; readonly createdAt: Date },
): Promise<void> {
  await scope.db
    .insertInto('organisations')
    .values({
      workspace_id: scope.workspaceId,
      id: organisation.id,
      name: organisation.name,
      time_zone: organisation.timeZone,
      language: organisation.language,
      is_example: organisation.isExample ?? false,
      created_at: organisation.createdAt,
    })
    .execute()
}

export async function changeOrganisation(
  scope: Scope,
  { id, name, timeZone, language }: Omit<Organisation, 'isExample'>,
): Promise<void> {
  await scope.db
    .updateTable('organisations')
    .set({ name, time_zone: timeZone, language })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** Changes to one roster wait for each other; inside a transaction only. False: there is no such organisation. */
export async function lockOrganisation(scope: Scope, organisationId: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('organisations')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', organisationId)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export type Team = { readonly id: string; readonly parentId: string | null; readonly name: string }

export function listTeams(scope: Scope, organisationId: string): Promise<Team[]> {
  return scope.db
    .selectFrom('teams')
    .select(['id', 'parent_id as parentId', 'name'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** People a team holds directly; the team id is null for those who are in none. */
export type TeamSize = { readonly teamId: string | null; readonly people: number; readonly leaders: number }

export async function countPeopleByTeam(scope: Scope, organisationId: string): Promise<TeamSize[]> {
  const { rows } = await sql<TeamSize>`
    select team_id as "teamId", count(*)::int as people, count(*) filter (where is_leader)::int as leaders
    from people where workspace_id = ${scope.workspaceId} and organisation_id = ${organisationId}
    group by team_id`.execute(scope.db)
  return rows
}

export type Leader = { readonly id: string; readonly name: string; readonly teamName: string | null }

export function listLeaders(scope: Scope, organisationId: string): Promise<Leader[]> {
  return scope.db
    .selectFrom('people')
    .leftJoin('teams', (join) =>
      join.onRef('teams.workspace_id', '=', 'people.workspace_id').onRef('teams.id', '=', 'people.team_id'),
    )
    .select(['people.id', 'people.name', 'teams.name as teamName'])
    .where('people.workspace_id', '=', scope.workspaceId)
    .where('people.organisation_id', '=', organisationId)
    .where('people.is_leader', '=', true)
    .orderBy(sql`lower(people.name)`)
    .orderBy('people.id')
    .execute()
}

/** The organisation's checks, newest first. */
export function listRounds(scope: Scope, organisationId: string) {
  return scope.db
    .selectFrom('checks')
    .select(['id', 'name', 'status', 'opens_on as opensOn', 'closes_at as closesAt'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

/** An open check keeps the roster it was opened with, so changes serve the next one. */
export async function hasOpenCheck(scope: Scope, organisationId: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('checks')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('status', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
