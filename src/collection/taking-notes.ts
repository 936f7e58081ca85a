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

/** Of each way in, by the id of its counter, how often it has taken something: what the database must know of, too. */
export type TakingNotes = {
  /** -1 where the database may not have heard of the counter yet. */
  read(): ReadonlyMap<string, number>
  /** Before the database hears of it. */
  begin(counter: string): void
  /** After the database has kept it; nothing where the note was taken away. */
  note(counter: string, count: number): void
  remove(counters: readonly string[]): void
}

const counterName = /^[0-9a-f-]{36}$/

/** Beside the keys, where no backup reaches: a file a counter. */
export function openTakingNotes(keyFolder: string): TakingNotes {
  const folder = join(keyFolder, 'takings')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const list = () => (unlessGone(() => readdirSync(folder)) ?? []).filter((name) => counterName.test(name))
  return {
    read: () => new Map(list().map((counter) => [counter, readCount(join(folder, counter))])),
    begin: (counter) => {
      write(join(folder, counter), { count: -1, flag: 'wx' })
      syncFolder(folder)
    },
    note: (counter, count) => unlessGone(() => write(join(folder, counter), { count, flag: 'r+' })),
    remove: (counters) => {
      for (const counter of counters) rmSync(join(folder, counter), { force: true })
    },
  }
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
