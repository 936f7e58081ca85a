import { type Kysely, sql } from 'kysely'

/** Statements that an organisation adds to its check, and the short set of a pulse. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `alter table checks
        add own_items jsonb not null default '[]',
        add is_pulse boolean not null default false`,
    )
    .execute(db)
}
