import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './open.ts'
import { ensureRoles } from './roles.ts'

const folder = new URL('../../migrations/', import.meta.url)

/** Brings the database to the newest form. On PostgreSQL Kysely holds a lock, so that rival processes wait. */
export async function migrate(db: Db): Promise<void> {
  await ensureRoles(db)
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined)
    throw new Error('The database could not be brought to the newest form.', { cause: error })
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.ts')).sort()
  const entries = names.map(async (name) => {
    const migration = (await import(new URL(name, folder).href)) as Migration
    return [name.replace(/\.ts$/, ''), migration] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
