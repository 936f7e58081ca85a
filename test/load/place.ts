import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { readConfig } from '../../src/config.ts'
import { migrate } from '../../src/database/migrate.ts'
import { openDatabase } from '../../src/database/open.ts'
import { openJobs } from '../../src/jobs/queue.ts'
import type { Dependencies } from '../../src/web/dependencies.ts'
import { readCatalogue } from '../../src/web/i18n.ts'
import { type DatabaseKind, emptyPostgresUrl } from '../support/empty-postgres.ts'
import { stateFolder, stopPostgres } from '../support/postgres.ts'

/** Where one program keeps its data and keys while it is measured. */
export type Place = {
  readonly kind: DatabaseKind
  readonly env: Readonly<Record<string, string>>
}

const folders: string[] = []
const isPostgresKnown = existsSync(join(stateFolder, 'server.json'))

/** An empty database of that kind with a folder for keys. */
export async function aPlace(kind: DatabaseKind): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'alignment-bench-'))
  folders.push(folder)
  mkdirSync(join(folder, 'data'))
  const own = { DATA_DIR: join(folder, 'data'), KEY_DIR: join(folder, 'keys') }
  return { kind, env: kind === 'pglite' ? own : { ...own, DATABASE_URL: await emptyPostgresUrl() } }
}

/** Works with the product's own functions on that place, while no server runs on it. */
export async function workIn<T>(place: Place, work: (deps: Dependencies) => Promise<T>): Promise<T> {
  const config = readConfig({ NODE_ENV: 'production', ...place.env })
  const database = await openDatabase(config)
  try {
    await migrate(database.db)
    return await work({
      config,
      database,
      db: database.db,
      jobs: openJobs(database, () => {}),
      keys: openKeyFolder(config.keyDir),
      mailer: null,
      now: () => new Date(),
      random: { uuid: randomUUID, bytes: randomBytes },
      translate: readCatalogue(),
    })
  } finally {
    await database.close()
  }
}

/** Removes what the bench made; a PostgreSQL server that ran before stays. */
export async function leaveNothing(): Promise<void> {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  if (!isPostgresKnown) await stopPostgres()
}
