import { sql } from 'kysely'
import type { Database } from '../../src/database/open.ts'

/**
 * A dump of this moment, and how it is put back into the same running database: every row as it was, none of those that
 * came since. What a queue has under way is left alone.
 */
export async function aBackup({ db }: Pick<Database, 'db'>): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`.execute(db)
  const tables = rows.map(({ name }) => name)
  await sql.raw('drop schema if exists kept cascade').execute(db)
  await sql.raw('create schema kept').execute(db)
  for (const name of tables) await sql.raw(`create table kept.${name} as table public.${name}`).execute(db)
  return () =>
    db.transaction().execute(async (trx) => {
      await sql.raw('set local session_replication_role = replica').execute(trx)
      for (const name of tables) {
        await sql.raw(`delete from public.${name}`).execute(trx)
        await sql.raw(`insert into public.${name} table kept.${name}`).execute(trx)
      }
    })
}
