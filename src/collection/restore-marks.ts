import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The marks that the database may hold now: the last one, and the one before in case a change was cut off. */
export type RestoreMarks = {
  /** null where there are none. */
  read(): readonly string[] | null
  write(marks: readonly string[]): void
}

/** Beside the keys, where no backup reaches. */
export function openRestoreMarks(folder: string): RestoreMarks {
  const file = join(folder, 'restore.marks')
  return {
    read: () => {
      try {
        return readFileSync(file, 'utf8').trim().split('\n')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    write: (marks) => {
      const aside = `${file}.${randomBytes(6).toString('hex')}`
      writeThrough(aside, marks.join('\n'))
      renameSync(aside, file)
      syncFolder(folder)
    },
  }
}

// On the disk before it counts: the database may be quicker than the power is lost.
function writeThrough(file: string, content: string): void {
  const handle = openSync(file, 'wx', 0o600)
  writeSync(handle, content)
  fsyncSync(handle)
  closeSync(handle)
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
