import { sql } from 'kysely'
import type { Db } from './open.ts'
import { enterRole } from './roles.ts'
import { walledDb } from './walled.ts'

/** What a tenant's query needs. Every query on a tenant table names `workspaceId`; row-level security stands behind it. */
export type Scope = { readonly db: Db; readonly workspaceId: string }

/** One workspace behind the second wall: no row of another is there, and no raw answer. */
export function roomsOf(db: Db, workspaceId: string): Scope {
  return { db: walledDb(db, 'rooms', [workspaceId]), workspaceId }
}

/** One workspace as the close of a check sees it: raw answers and used links, and nobody's name. */
export function closingOf(db: Db, workspaceId: string): Scope {
  return { db: walledDb(db, 'close', [workspaceId]), workspaceId }
}

/** The close before it knows of which workspace: no row is there, only what the database tells of all of them. */
export function closingOfAll(db: Db): Pick<Scope, 'db'> {
  return { db: walledDb(db, 'close', []) }
}

/** One check as whoever asks for it without an account sees it. */
export function doorOf(db: Db, workspaceId: string): Db {
  return walledDb(db, 'door', [workspaceId])
}

/** Runs the steps as one behind the second wall. */
export function inWorkspace<T>(db: Db, workspaceId: string, steps: (scope: Scope) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await enterRole(trx, 'rooms', [workspaceId])
    return steps({ db: trx, workspaceId })
  })
}

/** Runs the steps as one, as the role that stores raw answers of these workspaces and cannot read an invitation. */
export function asCollector<T>(
  db: Db,
  workspaceIds: readonly string[],
  steps: (trx: Db) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await enterRole(trx, 'collect', workspaceIds)
    return steps(trx)
  })
}

/** Runs the steps as one: all of them are kept, or none. */
export function inTransaction<S extends Scope, T>(scope: S, steps: (scope: S) => Promise<T>): Promise<T> {
  return scope.db.transaction().execute((db) => steps({ ...scope, db }))
}

/** A value for a jsonb column: both drivers would take a bare array for a PostgreSQL array. */
export function asJson(value: unknown): string {
  return JSON.stringify(value)
}

/** Rejects when the database does not answer. */
export async function assertReachable(db: Db): Promise<void> {
  await sql`select 1`.execute(db)
}
