import { randomBytes, randomUUID } from 'node:crypto'
import closeWithGrace from 'close-with-grace'
import { drawSetupCode } from './access/setup-code.ts'
import { buildApp } from './app.ts'
import { openKeyFolder } from './collection/key-folder.ts'
import { countMissingKeys } from './collection/missing-keys.ts'
import { watchRestore } from './collection/watch-restore.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { FolderInUseError } from './database/folder-lock.ts'
import { migrate, NewerDatabaseError } from './database/migrate.ts'
import { openDatabase } from './database/open.ts'
import { MissingRolesError } from './database/roles.ts'
import { openJobs } from './jobs/queue.ts'
import { openMailer } from './mail/transport.ts'
import type { Dependencies } from './web/dependencies.ts'
import { withoutMessage } from './web/errors.ts'
import { readCatalogue } from './web/i18n.ts'

try {
  await start(readConfig(process.env))
} catch (error) {
  const expected = [ConfigError, FolderInUseError, MissingRolesError, NewerDatabaseError]
  const isExpected = expected.some((kind) => error instanceof kind)
  console.error(isExpected && error instanceof Error ? error.message : error)
  process.exit(1)
}

async function start(config: Config): Promise<void> {
  const deps = await openDependencies(config, (error, job) => {
    app.log.error({ job, err: withoutMessage(error) }, 'A job failed')
  })
  const app = await buildApp(deps)
  if ((await watchRestore(deps)) === 'restored')
    console.error('The database was restored from a backup: checks that are open in it are paused.')
  await deps.jobs.start()
  await app.listen({ host: config.host, port: config.port })
  closeWithGrace({ delay: 15_000, logger: false }, async ({ err }) => {
    if (err !== undefined) app.log.fatal({ err: withoutMessage(err) }, 'The process ends on a fault')
    await app.close()
    await deps.jobs.stop()
    deps.mailer?.close()
    await deps.database.close()
  })
  await greet(config, deps)
}

async function openDependencies(
  config: Config,
  report: Parameters<typeof openJobs>[1],
): Promise<Dependencies> {
  const database = await openDatabase(config)
  await migrate(database.db)
  return {
    config,
    database,
    db: database.db,
    jobs: openJobs(database, report),
    keys: openKeyFolder(config.keyDir),
    mailer: config.smtp === null ? null : openMailer(config.smtp),
    now: () => new Date(),
    random: { uuid: randomUUID, bytes: randomBytes },
    translate: readCatalogue(),
  }
}

async function greet({ publicUrl }: Config, deps: Dependencies): Promise<void> {
  console.log(`Alignment health check: ${publicUrl}`)
  const missing = await countMissingKeys(deps)
  if (missing > 0)
    console.error(`The keys of ${missing} open checks are missing. Put KEY_DIR back in its place.`)
  const code = await drawSetupCode(deps)
  if (code !== null)
    console.log(`First visit: open ${publicUrl}/app/setup and type the one-time code ${code}`)
}
