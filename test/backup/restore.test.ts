import { randomUUID } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { CommandRefused } from '../../src/backup/command.ts'
import { packInto, unpack } from '../../src/backup/files.ts'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import { writeBackup } from '../../src/backup/write-backup.ts'
import { findDatabaseId } from '../../src/collection/restore-queries.ts'
import { appliedMigrations, knownMigrations, migrate, migrateTo } from '../../src/database/migrate.ts'
import type { Database } from '../../src/database/open.ts'
import { ensureRoles } from '../../src/database/roles.ts'
import { emptyDatabase, freshDatabase } from '../support/database.ts'
import { contentOf, fillTables, formOf, listColumns } from '../support/filled-tables.ts'
import { aFolder } from '../support/process.ts'

const notKept = ['sessions', 'setup_codes', 'rate_counters', 'never_written']

async function backedUp(t: Test, { db }: Database) {
  const file = join(aFolder(t), 'backup.gz')
  await packInto(file, writeBackup(db, new Date()))
  return file
}

const keptColumns = async ({ db }: Database) =>
  (await listColumns(db)).filter(({ table }) => !notKept.includes(table))

for (const [from, to] of [
  ['pglite', 'postgres'],
  ['postgres', 'pglite'],
] as const)
  t.test(`everything moves from ${from} to ${to}`, async (t) => {
    const source = await freshDatabase(t, from)
    await fillTables(source.db)
    const file = await backedUp(t, source)
    t.equal(statSync(file).mode & 0o777, 0o600, 'for the eyes of its owner')
    const target = await emptyDatabase(t, to)
    const count = await restoreBackup(target.db, unpack(file))
    const columns = await keptColumns(source)
    const before = await contentOf(source.db, columns)
    t.same(await contentOf(target.db, columns), before)
    t.equal(count, Object.values(before).flat().length)
    t.same(await formOf(target.db), await formOf(source.db), 'with every reference, wall and right')
    for (const table of ['sessions', 'setup_codes', 'rate_counters'])
      t.same((await contentOf(target.db))[table], [], `${table} are of one machine`)
    t.equal(await findDatabaseId(target.db), await findDatabaseId(source.db), 'the same, for its notes')
    const { rows } = await sql<{ status: string }>`select status from roster_imports`.execute(target.db)
    t.ok(rows.every(({ status }) => status === 'uploaded'))
  })

t.test('many rows and large ones come through, in the order of their keys', async (t) => {
  const source = await freshDatabase(t, 'postgres')
  await fillTables(source.db)
  const workspace = '00000000-0000-4000-8000-000000000001'
  await sql`insert into people
    select ${workspace}, gen_random_uuid(), id, null, 'Zoë', null, false, null
    from organisations, generate_series(1, 3000) where workspace_id = ${workspace}`.execute(source.db)
  await sql`update roster_imports set status = 'running',
    content = decode(repeat(md5(random()::text), 200000), 'hex')`.execute(source.db)
  const file = await backedUp(t, source)
  const target = await emptyDatabase(t, 'pglite')
  await restoreBackup(target.db, unpack(file))
  const columns = (await keptColumns(source)).filter(({ name }) => name !== 'status')
  t.same(await contentOf(target.db, columns), await contentOf(source.db, columns))
  const { rows } = await sql<{ status: string }>`select status from roster_imports`.execute(target.db)
  t.ok(
    rows.every(({ status }) => status === 'failed'),
    'an import whose job is gone may be begun again',
  )
  const people = gunzipSync(readFileSync(file))
    .toString()
    .split('\n')
    .filter((line) => line.includes('"is_leader"') && line.includes('"team_id"'))
    .map((line) => (JSON.parse(line) as { id: string }).id)
  t.ok(people.length > 3000)
  t.same(people.slice(1, -1), people.slice(1, -1).toSorted(), 'not in the order in which they came')
})

t.test('a backup of one moment is whole, whatever is written beside it', async (t) => {
  const source = await freshDatabase(t, 'postgres')
  await fillTables(source.db)
  const columns = await keptColumns(source)
  const before = await contentOf(source.db, columns)
  const lines: string[] = []
  for await (const line of writeBackup(source.db, new Date())) {
    if (lines.length === 0) await sql`delete from workspaces`.execute(source.db)
    lines.push(line)
  }
  const file = join(aFolder(t), 'backup.gz')
  writeFileSync(file, gzipSync(lines.join('')))
  const target = await emptyDatabase(t, 'postgres')
  await restoreBackup(target.db, unpack(file))
  t.same(await contentOf(target.db, columns), before)
})

t.test('a backup of every earlier version is brought to the newest form', async (t) => {
  const versions = await knownMigrations()
  const source = await emptyDatabase(t, 'postgres')
  const target = await emptyDatabase(t, 'postgres')
  await ensureRoles(source.db)
  for (const version of versions.slice(0, -1)) {
    for (const { db } of [source, target]) await sql`drop schema public cascade`.execute(db)
    for (const { db } of [source, target]) await sql`create schema public`.execute(db)
    await migrateTo(source.db, version)
    await fillTables(source.db)
    const file = await backedUp(t, source)
    await restoreBackup(target.db, unpack(file))
    await migrate(source.db)
    t.same(await appliedMigrations(target.db), versions, version)
    const columns = await keptColumns(source)
    t.same(await contentOf(target.db, columns), await contentOf(source.db, columns))
  }
})

t.test('a restore that is refused changes nothing and says why', async (t) => {
  const source = await freshDatabase(t, 'postgres')
  await fillTables(source.db)
  const file = await backedUp(t, source)
  const packed = readFileSync(file)
  const lines = gunzipSync(packed).toString().split('\n')
  const folder = aFolder(t)
  const of = (content: Buffer) => {
    const name = join(folder, randomUUID())
    writeFileSync(name, content)
    return unpack(name)
  }
  const changed = (change: (lines: string[]) => string[]) => of(gzipSync(change([...lines]).join('\n')))
  const target = await emptyDatabase(t, 'postgres')
  const isRefused = (from: AsyncIterator<string>, why: RegExp, where = target) =>
    t.rejects(restoreBackup(where.db, from), { name: CommandRefused.name, message: why })

  await isRefused(unpack(join(folder, 'nothing')), /There is no file/)
  await isRefused(of(Buffer.from('a picture')), /damaged/)
  await isRefused(of(gzipSync('[1, 2]')), /no backup of this program/)
  await isRefused(of(packed.subarray(0, packed.length - 400)), /not whole/)
  await isRefused(
    changed((all) => all.slice(0, -30)),
    /not whole/,
  )
  await isRefused(
    changed((all) => all.toSpliced(5, 1)),
    /damaged/,
  )
  const spoilt = (line: string) => line.replace(/"workspace_id":"[0-9a-f]/, '"workspace_id":"9')
  await isRefused(
    changed((all) => all.map((line) => (line.includes('"side"') ? spoilt(line) : line))),
    /damaged/,
  )
  await isRefused(
    changed(([first = '', ...rest]) => [first.replace('"0001', '"9999'), ...rest]),
    /newer version/,
  )
  t.same(await listColumns(target.db), [], 'not even a table is there')

  await isRefused(unpack(file), /not empty/, source)
  await restoreBackup(target.db, unpack(file))
  await isRefused(unpack(file), /not empty/)
  await t.rejects(packInto(file, writeBackup(source.db, new Date())), /is there already/)
  t.same(readFileSync(file), packed, 'nor is a backup written over')
})

t.test('a database that was only started may be filled, unless the backup is older', async (t) => {
  const source = await emptyDatabase(t, 'postgres')
  await ensureRoles(source.db)
  await migrateTo(source.db, '0001-foundation')
  await fillTables(source.db)
  const old = await backedUp(t, source)
  await migrate(source.db)
  const today = await backedUp(t, source)
  const { db } = await freshDatabase(t, 'postgres')
  await sql`insert into setup_codes values ('of the first start', now())`.execute(db)
  await t.rejects(restoreBackup(db, unpack(old)), /of an earlier version/)
  await restoreBackup(db, unpack(today))
  t.same((await contentOf(db)).setup_codes, [])
})
