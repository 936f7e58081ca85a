import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type ConstructorOptions, fromPglite } from 'pg-boss'
import { lockFolder } from './folder-lock.ts'
import { PlanKeepingClient } from './keep-plans.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type QueueDb = NonNullable<ConstructorOptions['db']>

export type Database = {
  readonly kind: 'pglite' | 'postgres'
  readonly db: Db
  /** The same database by the login that stores sealed answers; `db` where it has none of its own. */
  readonly collect: Db
  /** The same database as the queue wants it. */
  readonly queueDb: QueueDb
  close(): Promise<void>
}

/** Opens PostgreSQL where a URL is given, else the embedded database in `dataDir` behind its lock. */
export function openDatabase(place: {
  databaseUrl: string | null
  collectDatabaseUrl?: string | null
  dataDir: string
}): Promise<Database> {
  const { databaseUrl, collectDatabaseUrl = null, dataDir } = place
  return databaseUrl === null ? openEmbedded(dataDir) : openPostgres(databaseUrl, collectDatabaseUrl)
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const lock = await lockFolder(dataDir)
  const database = await openPglite(new PGlite({ dataDir: `${dataDir}/pglite`, ...parsers }))
  return {
    ...database,
    close: async () => {
      await database.close()
      await lock.release()
    },
  }
}

/** For tests, too: an embedded database that is already made, perhaps from a snapshot. */
export async function openPglite(pglite: PGlite): Promise<Database> {
  await pglite.waitReady
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) })
  return {
    kind: 'pglite',
    db,
    collect: db,
    queueDb: fromPglite(pglite),
    close: async () => {
      await db.destroy()
      if (!pglite.closed) await pglite.close()
    },
  }
}

export async function openPostgres(url: string, collectUrl: string | null = null): Promise<Database> {
  const pool = openPool(url)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const collect =
    collectUrl === null
      ? db
      : new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(collectUrl) }) })
  return {
    kind: 'postgres',
    db,
    collect,
    queueDb: { executeSql: (text, values) => pool.query(text, values) },
    close: async () => {
      if (collect !== db) await collect.destroy()
      await db.destroy()
    },
  }
}

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    Client: PlanKeepingClient,
    connectionString: url,
    max: 16,
    types: pgTypes,
    connectionTimeoutMillis: 10_000,
  })
  // A lost idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

const dateOid = 1082
const bigintOid = 20
const asText = (value: string) => value

// A calendar day has no time zone: both drivers would make a local midnight of it.
/** Both drivers read the same: days as text, 64-bit counts as numbers. */
export const parsers = { parsers: { [dateOid]: asText, [bigintOid]: Number } }

const pgTypes = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === dateOid
      ? asText
      : oid === bigintOid
        ? Number
        : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}
