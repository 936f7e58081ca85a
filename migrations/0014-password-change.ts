import { type Kysely, sql } from 'kysely'

/** When a password was changed: no session of the one before lets anybody in, not even one that is saved anew meanwhile. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table accounts add password_changed_at timestamptz`.execute(db)
}
