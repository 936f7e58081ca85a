import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import { writeBackup } from '../../src/backup/write-backup.ts'
import { noteChange } from '../../src/collection/count-takings.ts'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { watchRestore } from '../../src/collection/watch-restore.ts'
import type { Database } from '../../src/database/open.ts'
import { type DatabaseKind, emptyDatabase, freshDatabase } from '../support/database.ts'
import { prepare } from '../support/place.ts'
import { aFolder } from '../support/process.ts'

/** A database with an open check and its key folder, as a start leaves them. */
async function aSource(t: Test, kind: DatabaseKind) {
  const folder = aFolder(t)
  const database = await freshDatabase(t, kind)
  const keys = openKeyFolder(join(folder, 'keys'))
  await prepare(database, { folder, url: null }, { people: 6, closesAt: '2099-01-01T00:00:00Z' })
  const depsOn = ({ db }: Database) => ({
    ...{ db, keys, now: () => new Date() },
    random: { uuid: randomUUID, bytes: randomBytes },
  })
  const startOn = (on: Database) => watchRestore(depsOn(on))
  await startOn(database)
  return { database, depsOn, startOn }
}

async function backUp({ db }: Database) {
  const lines: string[] = []
  for await (const line of writeBackup(db, new Date())) lines.push(line.trimEnd())
  return async (t: Test, kind: DatabaseKind) => {
    const target = await emptyDatabase(t, kind)
    await restoreBackup(target.db, oneByOne(lines))
    return target
  }
}

async function* oneByOne(lines: readonly string[]) {
  yield* lines
}

async function statusIn({ db }: Database): Promise<string> {
  return (await db.selectFrom('checks').select('status').executeTakeFirstOrThrow()).status
}

for (const [from, to] of [
  ['pglite', 'postgres'],
  ['postgres', 'pglite'],
] as const)
  t.test(`a stopped database moves from ${from} to ${to} with its open checks`, async (t) => {
    const source = await aSource(t, from)
    const restore = await backUp(source.database)
    const target = await restore(t, to)
    t.equal(await source.startOn(target), 'same')
    t.equal(await statusIn(target), 'open')
    t.equal(await source.startOn(source.database), 'restored', 'two never take answers to one check')
    t.equal(await statusIn(source.database), 'paused')
    t.equal(await source.startOn(target), 'same', 'and a slip does not stop the one that goes on')
    t.equal(await statusIn(target), 'open')
  })

t.test('a backup is paused once its database was started again, be it for a moment', async (t) => {
  const source = await aSource(t, 'pglite')
  const restore = await backUp(source.database)
  t.equal(await source.startOn(source.database), 'same')
  const target = await restore(t, 'postgres')
  t.equal(await source.startOn(target), 'restored')
  t.equal(await statusIn(target), 'paused')
  t.equal(await statusIn(source.database), 'open')
})

t.test('a backup of a database in use is paused once that has taken something', async (t) => {
  const source = await aSource(t, 'postgres')
  await noteChange(source.depsOn(source.database))
  const restore = await backUp(source.database)
  await noteChange(source.depsOn(source.database))
  const target = await restore(t, 'postgres')
  t.equal(await source.startOn(target), 'restored')
  t.equal(await statusIn(target), 'paused')
  t.equal(await statusIn(source.database), 'open')
})
