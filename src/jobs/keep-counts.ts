import { countRows } from '../database/count-rows.ts'
import type { Dependencies } from '../web/dependencies.ts'

/** Each hour on the embedded database, for what has grown since; a server does so by itself. */
export function defineCounting({ database, db, jobs }: Pick<Dependencies, 'database' | 'db' | 'jobs'>): void {
  if (database.kind === 'pglite') jobs.repeat('count-rows', '7 * * * *', () => countRows(db))
}
