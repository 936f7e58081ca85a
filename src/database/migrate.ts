import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './open.ts'
import { ensureRoles } from './roles.ts'

const folder = new URL('../../migrations/', import.meta.url)

/** Brings the database to the newest form. On PostgreSQL Kysely holds a lock, so that rival processes wait. */
export async function migrate(db: Db): Promise<void> {
  await ensureRoles(db)
  const known = await knownMigrations()
  if ((await appliedMigrations(db)).some((name) => !known.includes(name))) throw new NewerDatabaseError()
  await bring(db, (migrator) => migrator.migrateToLatest())
}

/** Brings a database to the form it had after this migration: where a backup of that time fits in. Roles are there. */
export function migrateTo(db: Db, name: string): Promise<void> {
  return bring(db, (migrator) => migrator.migrateTo(name))
}

/** In order; none where there are no tables yet. */
export async function appliedMigrations(db: Db): Promise<readonly string[]> {
  const { rows: found } = await sql<{ isThere: boolean }>`
    select to_regclass('kysely_migration') is not null as "isThere"`.execute(db)
  if (found[0]?.isThere !== true) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

export async function knownMigrations(): Promise<readonly string[]> {
  const names = await readdir(fileURLToPath(folder))
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replace(/\.ts$/, ''))
    .sort()
}

export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError'
  constructor() {
    super(
      'The database was brought to its form by a newer version of the program. Start that version, or restore a backup of this one.',
    )
  }
}

async function bring(
  db: Db,
  how: (migrator: Migrator) => ReturnType<Migrator['migrateToLatest']>,
): Promise<void> {
  const { error } = await how(new Migrator({ db, provider: { getMigrations: readMigrations } }))
  if (error !== undefined)
    throw new Error('The database could not be brought to the newest form.', { cause: error })
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const entries = (await knownMigrations()).map(async (name) => {
    const migration = (await import(new URL(`${name}.ts`, folder).href)) as Migration
    return [name, migration] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
