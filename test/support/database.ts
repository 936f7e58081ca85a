import { createHash, randomUUID } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import root, { type Test } from 'tap'
import { migrate } from '../../src/database/migrate.ts'
import { type Database, openPglite, openPostgres, parsers } from '../../src/database/open.ts'
import { openJobs } from '../../src/jobs/queue.ts'
import { putBack, type Rows, rowsIn } from './emptied.ts'
import {
  type DatabaseKind,
  databaseKinds,
  emptyPostgresUrl,
  onServer,
  withDatabase,
} from './empty-postgres.ts'
import { postgresUrl, stateFolder, withLock } from './postgres.ts'

export { type DatabaseKind, databaseKinds, emptyPostgresUrl }

/** The same test on both databases, each fresh and migrated. */
export function onEachDatabase(
  t: Test,
  name: string,
  test: (t: Test, database: Database) => Promise<void>,
): void {
  for (const kind of databaseKinds) {
    t.test(`${name} (${kind})`, async (t) => {
      await test(t, await freshDatabase(t, kind))
    })
  }
}

/** Opening one takes longer than most tests: the tests of a file use the same one after another, emptied in between. */
export async function freshDatabase(t: Test, kind: DatabaseKind): Promise<Database> {
  const place = emptied[kind].pop() ?? (await aPlace(kind))
  t.teardown(async () => {
    try {
      await putBack(place.database, place.beginning)
      emptied[kind].push(place)
    } catch {
      // The test closed it, or changed its tables: the next gets another.
      await place.database.close()
    }
  })
  return place.database
}

type Place = { readonly database: Database; readonly beginning: Rows }

const emptied: Readonly<Record<DatabaseKind, Place[]>> = { pglite: [], postgres: [] }
root.teardown(() =>
  Promise.all(
    Object.values(emptied)
      .flat()
      .map(({ database }) => database.close()),
  ),
)

async function aPlace(kind: DatabaseKind): Promise<Place> {
  const database = kind === 'pglite' ? await freshPglite() : await freshPostgres()
  return { database, beginning: await rowsIn(database) }
}

/** The address of a fresh PostgreSQL database, for a test that starts the server as a process of its own. */
export async function freshPostgresUrl(): Promise<string> {
  const server = await postgresUrl()
  const template = `template_${formOfToday}`
  await withLock(() => prepareTemplate(server, template))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name} template ${template} strategy file_copy`)
  return withDatabase(server, name)
}

/** The same, not even migrated. */
export async function emptyDatabase(t: Test, kind: DatabaseKind): Promise<Database> {
  const made =
    kind === 'postgres'
      ? await openPostgres(await emptyPostgresUrl())
      : await openPglite(await PGlite.create({ ...parsers }))
  t.teardown(() => made.close())
  return made
}

// Made once and loaded by every file: migrating anew each time would take most of a test's time.
const formOfToday = createHash('sha256')
  .update(
    globSync('migrations/*.ts')
      .sort()
      .map((file) => readFileSync(file, 'utf8'))
      .join(),
  )
  .update(readFileSync(fileURLToPath(import.meta.resolve('pg-boss/package.json')), 'utf8'))
  .update(readFileSync(fileURLToPath(import.meta.url), 'utf8'))
  .digest('hex')
  .slice(0, 16)

/** The embedded database as the server would find it after its first start: with tables and nothing in them. */
export async function fillDataFolder(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const pglite = await PGlite.create({ dataDir: join(dataDir, 'pglite'), loadDataDir: await snapshot() })
  await pglite.close()
}

async function freshPglite(): Promise<Database> {
  return openPglite(await PGlite.create({ loadDataDir: await snapshot(), ...parsers }))
}

async function snapshot(): Promise<Blob> {
  const file = join(stateFolder, `snapshot-${formOfToday}.tar`)
  await withLock(async () => {
    if (!existsSync(file)) writeFileSync(file, await makeSnapshot())
  })
  return new Blob([readFileSync(file)])
}

async function makeSnapshot(): Promise<Uint8Array> {
  const pglite = await PGlite.create({ ...parsers })
  const database = await openPglite(pglite)
  await prepare(database)
  await makeSmall(pglite)
  const dump = await pglite.dumpDataDir('none')
  await database.close()
  return new Uint8Array(await dump.arrayBuffer())
}

// Opening it takes half as long without the databases that nobody opens, and with less memory to clear.
async function makeSmall(pglite: PGlite): Promise<void> {
  for (const name of ['template0', 'template1']) {
    await pglite.exec(`alter database ${name} is_template false`)
    await pglite.exec(`drop database ${name}`)
  }
  await pglite.exec("alter system set shared_buffers = '8MB'")
  await pglite.exec('checkpoint')
}

async function freshPostgres(): Promise<Database> {
  const url = await freshPostgresUrl()
  const database = await openPostgres(url)
  return {
    ...database,
    close: async () => {
      await database.close()
      const { pathname } = new URL(url)
      await onServer(await postgresUrl(), `drop database if exists ${pathname.slice(1)} with (force)`)
    },
  }
}

async function prepareTemplate(server: string, template: string): Promise<void> {
  const found = await onServer(server, `select 1 from pg_database where datname = '${template}'`)
  if (found.length > 0) return
  const making = `${template}_making`
  await onServer(server, `drop database if exists ${making} with (force)`)
  await onServer(server, `create database ${making}`)
  const database = await openPostgres(withDatabase(server, making))
  await prepare(database)
  await database.close()
  await onServer(server, `alter database ${making} rename to ${template}`)
}

async function prepare(database: Database): Promise<void> {
  await migrate(database.db)
  const jobs = openJobs(database, () => {})
  await jobs.start()
  await jobs.stop()
}
