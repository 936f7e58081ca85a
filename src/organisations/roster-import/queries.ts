import { sql } from 'kysely'
import { asJson, type Scope } from '../../database/scope.ts'
import type { Person } from '../people/queries.ts'
import type { Team } from '../queries.ts'
import type { Mapping } from './mapping.ts'

export type ImportStatus = 'uploaded' | 'running' | 'done' | 'failed'

/** How the file is read and what is done with people whom it does not name. */
export type ImportSettings = { readonly mapping: Mapping; readonly removesMissing: boolean }

export type ImportOutcome = {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly leftOut: number
  readonly removed: number
  readonly missing: number
  readonly newTeams: number
  /** Renamed or moved; figures kept by an earlier version have none. */
  readonly followed?: number
}

export type RosterImport = {
  readonly id: string
  readonly organisationId: string
  readonly fileName: string
  readonly settings: ImportSettings
  readonly status: ImportStatus
  readonly doneRows: number
  readonly totalRows: number
  readonly outcome: ImportOutcome | null
}

export async function addImport(
  scope: Scope,
  upload: Pick<RosterImport, 'id' | 'organisationId' | 'fileName' | 'settings' | 'totalRows'> & {
    readonly packed: Uint8Array
    readonly at: Date
  },
): Promise<void> {
  await scope.db
    .insertInto('roster_imports')
    .values({
      workspace_id: scope.workspaceId,
      id: upload.id,
      organisation_id: upload.organisationId,
      file_name: upload.fileName,
      content: Buffer.from(upload.packed),
      mapping: asJson(upload.settings),
      status: 'uploaded',
      done_rows: 0,
      total_rows: upload.totalRows,
      outcome: null,
      created_at: upload.at,
    })
    .execute()
}

export async function findImport(scope: Scope, importId: string): Promise<RosterImport | null> {
  const row = await scope.db
    .selectFrom('roster_imports')
    .select(['id', 'organisation_id', 'file_name', 'mapping', 'status', 'done_rows', 'total_rows', 'outcome'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', importId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    organisationId: row.organisation_id,
    fileName: row.file_name,
    settings: row.mapping as ImportSettings,
    status: row.status,
    doneRows: row.done_rows,
    totalRows: row.total_rows,
    outcome: row.outcome as ImportOutcome | null,
  }
}

/** The packed table; empty once the import is done. */
export async function readContent(scope: Scope, importId: string): Promise<Uint8Array> {
  const row = await scope.db
    .selectFrom('roster_imports')
    .select('content')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', importId)
    .executeTakeFirstOrThrow()
  return row.content
}

export async function saveSettings(scope: Scope, importId: string, settings: ImportSettings): Promise<void> {
  await scope.db
    .updateTable('roster_imports')
    .set({ mapping: asJson(settings) })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', importId)
    .where('status', '=', 'uploaded')
    .execute()
}

/** Moves an import on from one of the given states; false: it was in another. */
export async function moveImport(
  scope: Scope,
  importId: string,
  change: { readonly from: readonly ImportStatus[]; readonly to: ImportStatus },
): Promise<boolean> {
  const moved = await scope.db
    .updateTable('roster_imports')
    .set({ status: change.to })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', importId)
    .where('status', 'in', change.from)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Ends the import; what was left of the file goes. */
export async function finishImport(scope: Scope, importId: string, outcome: ImportOutcome): Promise<void> {
  await scope.db
    .updateTable('roster_imports')
    .set({
      status: 'done',
      outcome: asJson(outcome),
      content: Buffer.alloc(0),
      done_rows: sql<number>`total_rows`,
    })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', importId)
    .execute()
}

export async function noteProgress(scope: Scope, importId: string, doneRows: number): Promise<void> {
  await scope.db
    .updateTable('roster_imports')
    .set({ done_rows: doneRows })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', importId)
    .where('status', '=', 'running')
    .where('done_rows', '<', doneRows)
    .execute()
}

export async function deleteImport(scope: Scope, importId: string): Promise<void> {
  await scope.db
    .deleteFrom('roster_imports')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', importId)
    .where('status', 'in', ['uploaded', 'failed'])
    .execute()
}

export type NewTeam = Team
export type PersonToSave = Person

/** Parents must stand before their children, in this call or an earlier one. */
export async function insertTeams(
  scope: Scope,
  organisationId: string,
  teams: readonly NewTeam[],
): Promise<void> {
  await sql`
    insert into teams (workspace_id, id, organisation_id, parent_id, name)
    select ${scope.workspaceId}, r.id, ${organisationId}, r."parentId", r.name
    from jsonb_to_recordset(${asJson(teams)}::jsonb) as r(id uuid, "parentId" uuid, name text)`.execute(
    scope.db,
  )
}

export async function updateTeams(scope: Scope, teams: readonly Team[]): Promise<void> {
  await sql`
    update teams set parent_id = r."parentId", name = r.name
    from jsonb_to_recordset(${asJson(teams)}::jsonb) as r(id uuid, "parentId" uuid, name text)
    where teams.workspace_id = ${scope.workspaceId} and teams.id = r.id`.execute(scope.db)
}

// One parameter a statement: a parameter for each cell would be many times slower.
const personRecord = sql`r(id uuid, name text, email text, "teamId" uuid, "isLeader" boolean, language text)`

export async function insertPeople(
  scope: Scope,
  organisationId: string,
  people: readonly PersonToSave[],
): Promise<void> {
  await sql`
    insert into people (workspace_id, id, organisation_id, team_id, name, email, is_leader, language)
    select ${scope.workspaceId}, r.id, ${organisationId}, r."teamId", r.name, r.email, r."isLeader", r.language
    from jsonb_to_recordset(${asJson(people)}::jsonb) as ${personRecord}`.execute(scope.db)
}

export async function updatePeople(scope: Scope, people: readonly PersonToSave[]): Promise<void> {
  await sql`
    update people set team_id = r."teamId", name = r.name, email = r.email, is_leader = r."isLeader", language = r.language
    from jsonb_to_recordset(${asJson(people)}::jsonb) as ${personRecord}
    where people.workspace_id = ${scope.workspaceId} and people.id = r.id`.execute(scope.db)
}

export async function deletePeople(scope: Scope, ids: readonly string[]): Promise<void> {
  await sql`
    delete from people where workspace_id = ${scope.workspaceId}
      and id in (select value::uuid from jsonb_array_elements_text(${asJson(ids)}::jsonb))`.execute(scope.db)
}
