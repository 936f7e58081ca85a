import { type Kysely, sql } from 'kysely'

/** The promise as it was locked, and the second wall between workspaces. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // The profile at opening formed the units; a stricter one later joins them, and never forms them anew.
  `alter table checks
    add contract jsonb,
    add opening_profile text check (opening_profile in ('standard', 'strict'))`,
]
