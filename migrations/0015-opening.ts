import { type Kysely, sql } from 'kysely'

/** A check is opened by a job: who asked for it, what they signed off, how far it is, and how it ended if it failed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table checks add opening jsonb`.execute(db)
}
