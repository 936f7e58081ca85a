import { sql } from 'kysely'
import type { Db } from '../../src/database/open.ts'

export type Column = { readonly table: string; readonly name: string; readonly type: string }
type Choice = { readonly table: string; readonly definition: string }

/**
 * Two rows in every table, with a value in every column, made from what the database itself says of its tables:
 * so a table that is added tomorrow is filled, too. All references hold, because each kind of value is the same in all
 * tables.
 */
export async function fillTables(db: Db): Promise<void> {
  const columns = await listColumns(db)
  const choices = await listChoices(db)
  await db.transaction().execute(async (trx) => {
    // All references at once, so that the tables may be filled in any order.
    const { rows } = await sql<{ table: string; name: string; definition: string }>`
      select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`.execute(trx)
    for (const { table, name } of rows)
      await sql.raw(`alter table ${table} drop constraint ${name}`).execute(trx)
    for (const [table, own] of Map.groupBy(columns, (column) => column.table))
      for (const row of [1, 2]) await insert(trx, own, { table, row, choices })
    for (const { table, name, definition } of rows)
      await sql.raw(`alter table ${table} add constraint ${name} ${definition}`).execute(trx)
  })
}

/** Every row of every table as text, in an order and a time zone of its own; what tells a restore is no content. */
export async function contentOf(db: Db, columns?: readonly Column[]): Promise<Record<string, string[]>> {
  const kept = columns ?? (await listColumns(db))
  return db.transaction().execute(async (trx) => {
    await sql`set local time zone 'UTC'`.execute(trx)
    const content: Record<string, string[]> = {}
    for (const [table, own] of Map.groupBy(kept, (column) => column.table)) {
      const names = sql.join(own.map(({ name }) => sql.id(name)))
      const { rows } = await sql<{ row: string }>`
        select row(${names})::text as row from ${sql.id(table)} order by 1`.execute(trx)
      content[table] = rows.map(({ row }) => row)
    }
    return content
  })
}

export async function listColumns(db: Db): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select pg_class.relname as "table", attname as name, format_type(atttypid, atttypmod) as type
    from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'
    order by relname, attname`.execute(db)
  return rows
}

/** What makes up the form of a database: columns, constraints, indexes, functions, policies and rights. */
export async function formOf(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ part: string }>`
    select format('%s.%s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
      (select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = attrelid and adnum = attnum)) as part
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where attnum > 0 and not attisdropped and relkind in ('r', 'i') and relnamespace = 'public'::regnamespace
    union all
    select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union all
    select indexdef from pg_indexes where schemaname = 'public'
    union all
    select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    union all
    select format('%s %s %s %s', tablename, policyname, qual, with_check) from pg_policies
    union all
    select format('%s %s %s', table_name, grantee, privilege_type)
    from information_schema.role_table_grants where table_schema = 'public' and grantee like 'alignment%'
    order by 1`.execute(db)
  return rows.map(({ part }) => part)
}

async function listChoices(db: Db): Promise<readonly Choice[]> {
  const { rows } = await sql<Choice>`
    select conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace`.execute(db)
  return rows
}

type Place = { readonly table: string; readonly row: number; readonly choices: readonly Choice[] }

async function insert(trx: Db, columns: readonly Column[], { table, row, choices }: Place): Promise<void> {
  const allowed = (name: string) =>
    choices
      .filter((choice) => choice.table === table)
      .map(
        ({ definition }) =>
          new RegExp(`\\(\\(*${name} = (?:ANY \\(ARRAY\\[)?'([^']*)'`).exec(definition)?.[1],
      )
      .find((literal) => literal !== undefined)
  const values = columns.map(({ name, type }) => allowed(name) ?? anyValue(type, row))
  await sql`insert into ${sql.id(table)} (${sql.join(columns.map(({ name }) => sql.id(name)))})
    values (${sql.join(values.map((value, at) => sql`${value}::text::${sql.raw(columns[at]?.type ?? '')}`))})
    on conflict do nothing`.execute(trx)
}

// Signs that files, lines and forms stumble over stand in every text.
const awkward = `"O’Hara\\n", 50 %\u2028\n\t{}[]\u0001 'Zoë' \u{1F600}`

function anyValue(type: string, row: number): string {
  const values: Readonly<Record<string, string>> = {
    uuid: `00000000-0000-4000-8000-00000000000${row}`,
    text: `${row} ${awkward}`,
    integer: String(row),
    bigint: String(row),
    boolean: 'true',
    date: `2026-02-2${row}`,
    'timestamp with time zone': `2026-10-25T01:30:0${row}.123456+00:00`,
    jsonb: `{"b": [1.50, ${JSON.stringify(awkward)}, 12345678901234567890], "a": null, "row": ${row}}`,
    bytea: `\\x00ff0a5c22${row}0`,
  }
  const value = values[type]
  if (value === undefined) throw new Error(`There is no value for the type ${type}: add one.`)
  return value
}
