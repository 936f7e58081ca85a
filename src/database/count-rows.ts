import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * Tells the planner how many rows there are. The embedded database never counts by itself and a server only a minute
 * later; until then every join of ten thousand invitations with their messages is made row by row, which takes a minute.
 */
export async function countRows(db: Db): Promise<void> {
  await sql`analyze teams, people, units, invitations, message_batches, messages`.execute(db)
}
