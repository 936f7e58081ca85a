import { sql } from 'kysely'
import type { Db } from '../database/open.ts'

// What is of one machine or of one hour: who is signed in, what is counted. The queue's own tables lie in a schema of
// their own and are left out, too: all that waits in it is found again in the tables.
const leftOut = ['sessions', 'setup_codes', 'rate_counters']
// One row that each database has; of it a backup has the id, in its heading.
const ofDatabase = 'never_written'
/** What a start writes into an empty database, too. */
export const ofStart = 'takings'
const ofMigrations = ['kysely_migration', 'kysely_migration_lock']

/** The first statement of a transaction: all that it reads is of one moment, whatever is written beside it. */
export async function readOneMoment(trx: Db): Promise<void> {
  await sql`set transaction isolation level repeatable read, read only`.execute(trx)
  // Without the owner's rights rows would be left out without a word.
  await sql`set local row_security = off`.execute(trx)
}

/** The tables that a backup holds. `order` is never the order of arrival. */
export async function listKeptTables(
  db: Db,
): Promise<readonly { readonly name: string; readonly order: string }[]> {
  const { rows } = await sql<{ name: string; order: string }>`
    select tables.relname as name, coalesce((
      select string_agg(format('%I', columns.attname), ', ' order by keys.place)
      from pg_index
      cross join unnest(pg_index.indkey) with ordinality as keys (number, place)
      join pg_attribute as columns on columns.attrelid = tables.oid and columns.attnum = keys.number
      where pg_index.indrelid = tables.oid and pg_index.indisprimary
    ), 'kept::text') as "order"
    from pg_class as tables
    where tables.relkind = 'r' and tables.relnamespace = 'public'::regnamespace
      and tables.relname <> all (${[...leftOut, ofDatabase, ...ofMigrations]}::text[])
    order by tables.relname`.execute(db)
  return rows
}

const mostAtOnce = 200
const charactersAtOnce = 1_000_000

/** The rows of a table as JSON, one at a time; few are in memory, fewer where they are large. */
export async function* readRows(
  trx: Db,
  { name, order }: { readonly name: string; readonly order: string },
): AsyncGenerator<string> {
  await sql`declare reading no scroll cursor for
    select row_to_json(kept)::text as row from ${sql.id(name)} as kept order by ${sql.raw(order)}`.execute(
    trx,
  )
  for (let count = 1; count > 0; ) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.lit(count)} from reading`.execute(trx)
    for (const { row } of rows) yield row
    const size = rows.reduce((sum, { row }) => sum + row.length, 0)
    const fitting = Math.max(1, Math.floor((charactersAtOnce * rows.length) / Math.max(1, size)))
    count = rows.length < count ? 0 : Math.min(mostAtOnce, count * 2, fitting)
  }
  await sql`close reading`.execute(trx)
}

/** One restore at a time; held to the end of the transaction. */
export async function lockForRestore(trx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('alignment restore'))`.execute(trx)
}

export async function hasRows(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from ${sql.id(table)}) as has`.execute(db)
  return rows[0]?.has === true
}

/** Takes the references away and gives back what makes them again, so that rows may come in any order. */
export async function dropReferences(trx: Db): Promise<() => Promise<void>> {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select conrelid::regclass::text as "table", format('%I', conname) as name,
      pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace
    order by conrelid::regclass::text, conname`.execute(trx)
  for (const { table, name } of rows)
    await sql.raw(`alter table ${table} drop constraint ${name}`).execute(trx)
  return async () => {
    for (const { table, name, definition } of rows)
      await sql.raw(`alter table ${table} add constraint ${name} ${definition}`).execute(trx)
  }
}

/** `rows` as `readRows` gave them. */
export async function insertRows(trx: Db, table: string, rows: readonly string[]): Promise<void> {
  await sql`insert into ${sql.id(table)}
    select * from json_populate_recordset(null::${sql.id(table)}, ${`[${rows.join(',')}]`}::text::json)`.execute(
    trx,
  )
}

/** What a program that was started on the empty database has written there. */
export async function clearLeftOut(trx: Db): Promise<void> {
  for (const table of leftOut) await clear(trx, table)
}

export async function clear(trx: Db, table: string): Promise<void> {
  await sql`delete from ${sql.id(table)}`.execute(trx)
}

/** The job that did it is gone: whoever began it is offered to begin again. */
export async function failRunningImports(trx: Db): Promise<void> {
  await trx.updateTable('roster_imports').set({ status: 'failed' }).where('status', '=', 'running').execute()
}

/** Else the planner would know nothing of what has just come in. */
export async function renewStatistics(db: Db): Promise<void> {
  await sql`analyze`.execute(db)
}
