import { sql } from 'kysely'
import type { Db } from '../database/open.ts'
import type { Scope } from '../database/scope.ts'

/** Inside a transaction: nobody else watches or begins a counter meanwhile. */
export async function holdWatch(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('alignment takings'))`.execute(trx)
}

/** What the database knows to have been taken, by counter. */
export async function listTakings(trx: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await trx.selectFrom('takings').select(['counter', 'count']).execute()
  return new Map(rows.map(({ counter, count }) => [counter, Number(count)]))
}

export async function addCounter(trx: Db, counter: string): Promise<void> {
  await trx.insertInto('takings').values({ counter, count: 0 }).execute()
}

export async function dropCounters(trx: Db, counters: readonly string[]): Promise<void> {
  if (counters.length > 0) await trx.deleteFrom('takings').where('counter', 'in', counters).execute()
}

/** What a database and all its copies share. */
export async function findDatabaseId(trx: Db): Promise<string> {
  const { id } = await trx.selectFrom('never_written').select('id').executeTakeFirstOrThrow()
  return id
}

/** A backup that is put back goes on under the name of what it was taken of. */
export async function nameDatabase(trx: Db, id: string): Promise<void> {
  await trx.updateTable('never_written').set({ id }).execute()
}

/** Which database this is: another one once a dump was put back into it, or its server was started anew. */
export async function findIncarnation(trx: Db): Promise<string> {
  const { rows } = await sql<{ incarnation: string }>`select incarnation()`.execute(trx)
  return rows[0]?.incarnation ?? ''
}

/** Throws `forgotten` where the database is another than was seen, or knows of fewer than `known`. */
export async function countTaking(db: Db, { counter, known, seen }: Counted): Promise<void> {
  await sql`select count_taking(${counter}, ${known}, ${seen})`.execute(db)
}

/** Where one way in stands: the database must be the one that was seen, and know of at least so many takings. */
export type Counted = { readonly counter: string; readonly known: number; readonly seen: string }

/** The code of the error by which the database says that it may have been put back. */
export const forgotten = 'AH001'

/** Of all workspaces. */
export async function listOpen(db: Db) {
  return db
    .selectFrom('checks')
    .select(['workspace_id as workspaceId', 'id as checkId'])
    .where('status', '=', 'open')
    .execute()
}

export async function pauseChecks({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  await db
    .updateTable('checks')
    .set({ status: 'paused' })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'open')
    .execute()
}
