import { sql } from 'kysely'
import type { Db } from '../database/open.ts'
import type { Scope } from '../database/scope.ts'

/** Inside a transaction: the mark of the database, which no rival changes meanwhile; null where there is none yet. */
export async function holdMark(trx: Db): Promise<string | null> {
  await sql`select pg_advisory_xact_lock(hashtext('alignment restore mark'))`.execute(trx)
  const row = await trx.selectFrom('restore_mark').select('mark').executeTakeFirst()
  return row?.mark ?? null
}

export async function saveMark(trx: Db, mark: string): Promise<void> {
  await trx
    .insertInto('restore_mark')
    .values({ mark })
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet({ mark }))
    .execute()
}

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
