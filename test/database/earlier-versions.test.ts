import { sql } from 'kysely'
import t from 'tap'
import {
  appliedMigrations,
  knownMigrations,
  migrate,
  migrateTo,
  NewerDatabaseError,
} from '../../src/database/migrate.ts'
import { openPostgres } from '../../src/database/open.ts'
import { databaseKinds, emptyDatabase, emptyPostgresUrl, freshDatabase } from '../support/database.ts'
import { type Column, contentOf, fillTables, formOf, listColumns } from '../support/filled-tables.ts'

const versions = await knownMigrations()

for (const kind of databaseKinds)
  t.test(`a database of every earlier version is brought to the newest form (${kind})`, async (t) => {
    const { db } = await emptyDatabase(t, kind)
    await migrate(db)
    const form = await formOf(db)
    const newest = await listColumns(db)
    for (const version of versions.slice(0, -1)) {
      await sql`drop schema public cascade`.execute(db)
      await sql`create schema public`.execute(db)
      await migrateTo(db, version)
      await fillTables(db)
      const kept = (await listColumns(db)).filter((column) => newest.some((other) => isSame(column, other)))
      const before = await contentOf(db, kept)
      t.ok(Object.values(before).every(({ length }) => length > 0))
      await migrate(db)
      t.same(await appliedMigrations(db), versions)
      t.same(await formOf(db), form, `from ${version} it becomes the same as a new one`)
      t.same(await contentOf(db, kept), before, `and loses nothing of what ${version} kept`)
    }
  })

t.test('processes that start at the same moment wait for the one that migrates', async (t) => {
  const url = await emptyPostgresUrl()
  const rivals = await Promise.all([1, 2, 3, 4].map(() => openPostgres(url)))
  t.teardown(() => Promise.all(rivals.map((rival) => rival.close())))
  await Promise.all(rivals.map(({ db }) => migrate(db)))
  for (const { db } of rivals) t.same(await appliedMigrations(db), versions)
})

t.test('a database of a newer version is left alone, with a sentence', async (t) => {
  const { db } = await freshDatabase(t, 'pglite')
  await sql`insert into kysely_migration values ('9999-of-tomorrow', '2099-01-01')`.execute(db)
  const refusal = await migrate(db).catch((error: unknown) => error)
  t.ok(refusal instanceof NewerDatabaseError)
})

t.test('migrations go forward only, each with a number of its own', async (t) => {
  t.equal(new Set(versions.map((version) => /^\d{4}(?=-)/.exec(version)?.[0])).size, versions.length)
  for (const version of versions)
    t.same(Object.keys(await import(`../../migrations/${version}.ts`)), ['up'], version)
})

const isSame = (one: Column, other: Column) => one.table === other.table && one.name === other.name
