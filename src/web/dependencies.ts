import type { KeyFolder } from '../collection/key-folder.ts'
import type { Config } from '../config.ts'
import type { Database, Db } from '../database/open.ts'
import type { Jobs } from '../jobs/queue.ts'
import type { Mailer } from '../mail/transport.ts'
import type { Translator } from './i18n.ts'

export type Random = { uuid(): string; bytes(count: number): Buffer }

/** All that a feature may reach of the world outside. */
export type Dependencies = {
  readonly config: Config
  readonly database: Database
  readonly db: Db
  readonly jobs: Jobs
  readonly keys: KeyFolder
  /** null: mail is kept on the outbox page until SMTP is configured. */
  readonly mailer: Mailer | null
  readonly now: () => Date
  readonly random: Random
  readonly translate: Translator
}
