import { sql } from 'kysely'
import type { Database } from '../../src/database/open.ts'

/** Every row of every table as text, as a dump would have it: the queue's tables, too. */
export async function dumpOf({ db }: Pick<Database, 'db'>): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  const dumps: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string
    }>`select each::text as row from ${sql.raw(name)} as each`.execute(db)
    dumps.push(`${name}\n${rows.map(({ row }) => row).join('\n')}`)
  }
  return dumps.join('\n')
}

export const inHex = (text: string): string => Buffer.from(text).toString('hex')
