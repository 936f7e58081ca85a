import { readConfig } from '../config.ts'
import { openDatabase } from '../database/open.ts'
import { CommandRefused, runCommand } from './command.ts'
import { unpack } from './files.ts'
import { restoreBackup } from './restore-backup.ts'

// npm run restore -- file
await runCommand(async () => {
  const config = readConfig(process.env)
  const file = process.argv[2]
  if (file === undefined) throw new CommandRefused('Say which file to restore: npm run restore -- FILE')
  const database = await openDatabase(config)
  try {
    const count = await restoreBackup(database.db, unpack(file))
    console.error(`Restored: ${count} rows. Everybody signs in anew.`)
    console.error('Put the KEY_DIR that belongs to it in its place before you start the program.')
  } finally {
    await database.close()
  }
})
