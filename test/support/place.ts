import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Test } from 'tap'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type Database, openDatabase } from '../../src/database/open.ts'
import { type DatabaseKind, fillDataFolder, freshPostgresUrl } from './database.ts'
import { aFolder, type ServerProcess, startServer } from './process.ts'
import { aSurvey, type SurveyCheck } from './survey.ts'

/** Where a server that is a process of its own keeps everything. */
export type Place = { readonly folder: string; readonly url: string | null }

export async function aPlace(t: Test, kind: DatabaseKind): Promise<Place> {
  const folder = aFolder(t)
  if (kind === 'postgres') return { folder, url: await freshPostgresUrl() }
  await fillDataFolder(join(folder, 'data'))
  return { folder, url: null }
}

export function start(t: Test, { folder, url }: Place): Promise<ServerProcess> {
  return startServer(t, { folder, env: url === null ? {} : { DATABASE_URL: url } })
}
export async function inDatabase<T>(
  { folder, url }: Place,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ databaseUrl: url, dataDir: join(folder, 'data') })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
export async function prepare(
  database: Database,
  { folder }: Place,
  wanted: { readonly people: number; readonly closesAt: string; readonly sealed?: boolean },
): Promise<SurveyCheck> {
  await migrate(database.db)
  const workspaceId = randomUUID()
  await database.db
    .insertInto('workspaces')
    .values({ id: workspaceId, name: 'Northgate Advisory', created_at: new Date() })
    .execute()
  const deps = { keys: openKeyFolder(join(folder, 'keys')), now: () => new Date() }
  const { people, closesAt, sealed = false } = wanted
  return aSurvey({ deps }, { db: database.db, workspaceId }, { teams: { North: people }, closesAt, sealed })
}
export async function countIn(
  { db }: Database,
  table: 'responses' | 'released_tables' | 'invitations' | 'envelopes' | 'spent_marks',
) {
  const { count } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
