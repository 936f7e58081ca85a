import { findDatabaseId } from '../collection/restore-queries.ts'
import { appliedMigrations } from '../database/migrate.ts'
import type { Db } from '../database/open.ts'
import type { Heading } from './format.ts'
import { listKeptTables, readOneMoment, readRows } from './queries.ts'

// Since then a database has an id.
const naming = '0012-letting-in'

/** The lines of a backup, all of one moment, whatever is written while they are read. */
export async function* writeBackup(db: Db, at: Date): AsyncGenerator<string> {
  const trx = await db.startTransaction().execute()
  try {
    await readOneMoment(trx)
    const migrations = await appliedMigrations(trx)
    yield line({
      format: 'alignment-health-check backup 1',
      takenAt: at.toISOString(),
      migrations: [...migrations],
      databaseId: migrations.includes(naming) ? await findDatabaseId(trx) : null,
    } satisfies Heading)
    let count = 0
    for (const table of await listKeptTables(trx)) {
      yield line([table.name])
      for await (const row of readRows(trx, table)) {
        count += 1
        yield `${row}\n`
      }
    }
    yield line([count])
  } finally {
    await trx.rollback().execute()
  }
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`
