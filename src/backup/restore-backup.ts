import { nameDatabase } from '../collection/restore-queries.ts'
import { appliedMigrations, knownMigrations, migrateTo } from '../database/migrate.ts'
import type { Db } from '../database/open.ts'
import { ensureRoles } from '../database/roles.ts'
import { CommandRefused } from './command.ts'
import { damaged } from './files.ts'
import { type Heading, heading, listLine } from './format.ts'
import * as queries from './queries.ts'

/**
 * Fills an empty database with a backup of this or an earlier version: all of it, or nothing. Tells how many rows.
 * Checks that are open in it are paused at the next start, unless nothing has been taken since.
 */
export async function restoreBackup(db: Db, lines: AsyncIterator<string>): Promise<number> {
  const first = readHeading((await lines.next()).value)
  const known = await knownMigrations()
  if (first.migrations.some((name) => !known.includes(name)))
    throw new CommandRefused(
      'The backup was taken by a newer version of the program: restore it with that one.',
    )
  await ensureRoles(db)
  const count = await db.transaction().execute(async (trx) => {
    await queries.lockForRestore(trx)
    await makeRoom(trx, first)
    const count = await fill(trx, lines)
    await migrateTo(trx, known.at(-1) ?? '')
    await queries.failRunningImports(trx)
    await queries.clearLeftOut(trx)
    if (first.databaseId !== null) await nameDatabase(trx, first.databaseId)
    return count
  })
  await queries.renewStatistics(db)
  return count
}

function readHeading(line: unknown): Heading {
  const parsed = heading.safeParse(readJson(line))
  if (!parsed.success) throw new CommandRefused('The file is no backup of this program.')
  return parsed.data
}

async function makeRoom(trx: Db, { migrations }: Heading): Promise<void> {
  for (const { name } of await queries.listKeptTables(trx))
    if (name !== queries.ofStart && (await queries.hasRows(trx, name)))
      throw new CommandRefused('The database is not empty. A backup is only restored into an empty one.')
  if ((await appliedMigrations(trx)).length > migrations.length)
    throw new CommandRefused(
      'The backup is of an earlier version than the tables of this database: restore it into one without tables.',
    )
  await migrateTo(trx, migrations.at(-1) ?? '')
}

async function fill(trx: Db, lines: AsyncIterator<string>): Promise<number> {
  const tables = new Set((await queries.listKeptTables(trx)).map(({ name }) => name))
  if (tables.has(queries.ofStart)) await queries.clear(trx, queries.ofStart)
  const putBack = await queries.dropReferences(trx)
  let count = 0
  for await (const batch of inBatches(lines)) {
    if ('end' in batch && batch.end !== count) throw damaged()
    if ('end' in batch) {
      await attempt(putBack)
      return count
    }
    if (!tables.has(batch.table)) throw damaged()
    await attempt(() => queries.insertRows(trx, batch.table, batch.rows))
    count += batch.rows.length
  }
  throw damaged()
}

type Batch = { readonly table: string; readonly rows: readonly string[] } | { readonly end: number }

const rowsAtOnce = 500
const charactersAtOnce = 1_000_000

async function* inBatches(lines: AsyncIterator<string>): AsyncGenerator<Batch> {
  let table = ''
  let rows: string[] = []
  let size = 0
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    const isRow = next.value.startsWith('{')
    if (rows.length > 0 && (!isRow || rows.length === rowsAtOnce || size > charactersAtOnce)) {
      yield { table, rows }
      rows = []
      size = 0
    }
    if (isRow) {
      rows.push(next.value)
      size += next.value.length
    } else {
      const value = readList(next.value)
      if (typeof value === 'number') yield { end: value }
      else table = value
    }
  }
}

function readList(line: string): string | number {
  const parsed = listLine.safeParse(readJson(line))
  if (!parsed.success) throw damaged()
  return parsed.data[0]
}

function readJson(line: unknown): unknown {
  try {
    return JSON.parse(String(line))
  } catch {
    return null
  }
}

// What the database says of a row that it does not take quotes the row.
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (/^2[23]/.test(String(code))) throw damaged()
    throw error
  }
}
