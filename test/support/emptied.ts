import { sql } from 'kysely'
import type { Database } from '../../src/database/open.ts'

type Db = Pick<Database, 'db'>

/** What stands in every table, the queue's too: the table's name with its rows as JSON. */
export type Rows = ReadonlyMap<string, string>

export async function rowsIn({ db }: Db): Promise<Rows> {
  const rowsOf = (table: string) =>
    `select '${table}' as name, coalesce(jsonb_agg(each), '[]')::text as rows from ${table} as each`
  const all = (await tablesIn({ db })).map(rowsOf).join(' union all ')
  const { rows } = await sql.raw<{ name: string; rows: string }>(all).execute(db)
  return new Map(rows.map(({ name, rows }) => [name, rows]))
}

/** Leaves in every table what stood there in the beginning; throws where a test changed the tables themselves. */
export async function putBack({ db }: Db, beginning: Rows): Promise<void> {
  const tables = await tablesIn({ db })
  if (tables.join() !== [...beginning.keys()].join()) throw new Error('The tables are not the same.')
  // As a replica no foreign key and no trigger asks for an order.
  const emptying = tables.map((table) => `delete from ${table};`).join('\n')
  await sql.raw(`do $$ begin set local session_replication_role = replica; ${emptying} end $$`).execute(db)
  for (const [table, rows] of beginning) {
    if (rows === '[]') continue
    const type = sql.raw(`null::${table}`)
    await sql`insert into ${sql.raw(table)} select * from jsonb_populate_recordset(${type}, ${rows}::jsonb)`.execute(
      db,
    )
  }
}

async function tablesIn({ db }: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', nspname, relname) as name
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and not relispartition and nspname not in ('pg_catalog', 'information_schema')
    order by 1`.execute(db)
  return rows.map(({ name }) => name)
}
