import { appliedMigrations } from '../database/migrate.ts'
import type { Db } from '../database/open.ts'
import type { Heading } from './format.ts'
import { listKeptTables, readOneMoment, readRows } from './queries.ts'

/** The lines of a backup, all of one moment, whatever is written while they are read. */
export async function* writeBackup(
  db: Db,
  { mark, at }: { readonly mark: string; readonly at: Date },
): AsyncGenerator<string> {
  const trx = await db.startTransaction().execute()
  try {
    await readOneMoment(trx)
    yield line({
      format: 'alignment-health-check backup 1',
      takenAt: at.toISOString(),
      migrations: [...(await appliedMigrations(trx))],
      mark,
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
