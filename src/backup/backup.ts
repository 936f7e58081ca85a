import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { FolderInUseError } from '../database/folder-lock.ts'
import { appliedMigrations } from '../database/migrate.ts'
import { type Database, openDatabase } from '../database/open.ts'
import { CommandRefused, runCommand } from './command.ts'
import { packInto } from './files.ts'
import { writeBackup } from './write-backup.ts'

// npm run backup -- [file]
await runCommand(async () => {
  const config = readConfig(process.env)
  const database = await openToRead(config)
  try {
    await backUp(database, process.argv[2] ?? nameOfToday(new Date()))
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

async function backUp({ db }: Database, file: string): Promise<void> {
  if ((await appliedMigrations(db)).length === 0)
    throw new CommandRefused('There is nothing of this program in the database.')
  await packInto(file, writeBackup(db, new Date()))
  // Not on the standard output, which may be the backup itself.
  console.error(`The backup is written: ${file}`)
  console.error(
    'It holds names, addresses and answers that are not closed yet: keep it where nobody else can read it. KEY_DIR is not in it.',
  )
  console.error(
    'Restored with the same KEY_DIR, its open checks go on as long as nothing has been taken since; after that they are paused and can only be closed or discarded.',
  )
}

function nameOfToday(now: Date): string {
  return `alignment-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.backup.gz`
}
