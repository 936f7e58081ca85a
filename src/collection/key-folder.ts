import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CheckKeyFolder, openCheckKeys } from './check-keys.ts'
import { openTakingNotes, type TakingNotes } from './taking-notes.ts'

export type KeyFolder = {
  /** The 32 secret bytes of that name, drawn at first use; the same for all processes that share the folder. */
  secret(name: string): Buffer
  /** What each open check has of its own; destroyed at its close. */
  readonly checks: CheckKeyFolder
  /** What the database must know of to be the one that these keys belong to. */
  readonly takings: TakingNotes
  /** What each sealed priorities test has of its own, by check; destroyed once its seal is broken. */
  readonly tests: CheckKeyFolder
}

/** Keys live in files of their own, never in the database: a dump or a backup holds none. */
export function openKeyFolder(folder: string): KeyFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const known = new Map<string, Buffer>()
  return {
    secret: (name) => {
      const secret = known.get(name) ?? readOrDraw(join(folder, `${name}.key`))
      known.set(name, secret)
      return secret
    },
    checks: openCheckKeys(folder),
    takings: openTakingNotes(folder),
    tests: openCheckKeys(join(folder, 'tests')),
  }
}

function readOrDraw(file: string): Buffer {
  return read(file) ?? draw(file)
}

function read(file: string): Buffer | null {
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

// Written aside and linked into place: a rival process sees the whole key or none, and the first one stays.
function draw(file: string): Buffer {
  const aside = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(aside, randomBytes(32).toString('base64'), { mode: 0o600 })
  try {
    linkSync(aside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(aside)
  }
  const secret = read(file)
  if (secret === null) throw new Error('A key that was just written cannot be read.')
  return secret
}
