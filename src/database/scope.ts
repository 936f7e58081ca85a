import { sql } from 'kysely'
import type { Db } from './open.ts'

/** What a tenant's query needs. Every query on a tenant table names `workspaceId`; row-level security will stand behind it. */
export type Scope = { readonly db: Db; readonly workspaceId: string }

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
