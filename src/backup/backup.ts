import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openKeyFolder } from '../collection/key-folder.ts'
import { type Config, readConfig } from '../config.ts'
import { FolderInUseError } from '../database/folder-lock.ts'
import { appliedMigrations } from '../database/migrate.ts'
import { type Database, openDatabase } from '../database/open.ts'
import { CommandRefused, runCommand } from './command.ts'
import { drawMark } from './draw-mark.ts'
import { packInto } from './files.ts'
import { writeBackup } from './write-backup.ts'

// npm run backup -- [file]
await runCommand(async () => {
  const config = readConfig(process.env)
  const database = await openToRead(config)
  try {
    await backUp(config, database, process.argv[2] ?? nameOfToday(new Date()))
  } finally {
    await database.close()
  }
})

async function openToRead(config: Config): Promise<Database> {
  if (config.databaseUrl === null && !existsSync(join(config.dataDir, 'pglite')))
    throw new CommandRefused(`There is no database in "${config.dataDir}".`)
  try {
    return await openDatabase(config)
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error
    throw new CommandRefused(
      `The data folder "${config.dataDir}" is in use by a running process. The embedded database is backed up while that process is stopped: stop it, run this again, start it.`,
    )
  }
}

async function backUp(config: Config, { db }: Database, file: string): Promise<void> {
  if ((await appliedMigrations(db)).length === 0)
    throw new CommandRefused('There is nothing of this program in the database.')
  const { mark, goesOn } = await drawMark({ db, keys: openKeyFolder(config.keyDir), bytes: randomBytes })
  await packInto(file, writeBackup(db, { mark, at: new Date() }))
  // Not on the standard output, which may be the backup itself.
  console.error(`The backup is written: ${file}`)
  console.error(
    'It holds names, addresses and answers that are not closed yet: keep it where nobody else can read it. KEY_DIR is not in it.',
  )
  console.error(
    goesOn
      ? 'Nothing else uses the database. Restored elsewhere before this one is started again, with the same KEY_DIR, its open checks go on; later they are paused.'
      : 'When it is restored, checks that are open in it are paused and can only be closed or discarded.',
  )
}

function nameOfToday(now: Date): string {
  return `alignment-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.backup.gz`
}
