import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** By database, because another one may be started beside the same keys: it has nothing to do with these notes. */
export type TakingNotes = {
  of(databaseId: string): DatabaseNotes
  /** No database has any. */
  areNone(): boolean
}

/** Of each way in, by the id of its counter, how often it has taken something: what the database must know of, too. */
export type DatabaseNotes = {
  /** -1 where the database may not have heard of the counter yet. */
  read(): ReadonlyMap<string, number>
  /** Before the database hears of it. */
  begin(counter: string): void
  /** After the database has kept it; nothing where the note was taken away. */
  note(counter: string, count: number): void
  remove(counters: readonly string[]): void
}

const counterName = /^[0-9a-f-]{36}$/

/** Beside the keys, where no backup reaches: a folder a database, a file a counter. */
export function openTakingNotes(keyFolder: string): TakingNotes {
  const folder = join(keyFolder, 'takings')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    of: (databaseId) => notesIn(join(folder, databaseId)),
    areNone: () => readdirSync(folder).every((name) => namesIn(join(folder, name)).length === 0),
  }
}

function notesIn(folder: string): DatabaseNotes {
  return {
    read: () => new Map(namesIn(folder).map((counter) => [counter, readCount(join(folder, counter))])),
    begin: (counter) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      write(join(folder, counter), { count: -1, flag: 'wx' })
      syncFolder(folder)
    },
    note: (counter, count) => unlessGone(() => write(join(folder, counter), { count, flag: 'r+' })),
    remove: (counters) => {
      for (const counter of counters) rmSync(join(folder, counter), { force: true })
    },
  }
}

function namesIn(folder: string): readonly string[] {
  return (unlessGone(() => readdirSync(folder)) ?? []).filter((name) => counterName.test(name))
}

function readCount(file: string): number {
  const count = unlessGone(() => Number.parseInt(readFileSync(file, 'utf8'), 10)) ?? -1
  return Number.isSafeInteger(count) ? count : -1
}

// Always the same length, so that writing over it leaves nothing of what stood there. It need not outlive the power:
// a note that is behind the database accuses nobody.
function write(file: string, { count, flag }: { readonly count: number; readonly flag: 'wx' | 'r+' }): void {
  const handle = openSync(file, flag, 0o600)
  try {
    writeSync(handle, String(count).padEnd(20), 0)
  } finally {
    closeSync(handle)
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function unlessGone<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
