import { randomUUID } from 'node:crypto'
import { PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { Database } from '../database/open.ts'

type JobOptions = {
  /** How often a failed job is tried again, with growing pauses. */
  readonly retries?: number
  readonly expireInSeconds?: number
}

type SendOptions = {
  readonly startAfter?: Date
  /** While a job of this key is waiting or running, another is not added. */
  readonly singletonKey?: string
}

export type Jobs = {
  /** Says how a job is done. Before `start`. Jobs carry ids only, never an answer, a token or an address. */
  define<S extends z.ZodType>(
    name: string,
    data: S,
    work: (data: z.output<S>) => Promise<void>,
    options?: JobOptions,
  ): void
  /** Runs a job again and again; `cron` in UTC. Before `start`. */
  repeat(name: string, cron: string, work: () => Promise<void>): void
  send(name: string, data: object, options?: SendOptions): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

type Defined = {
  readonly work: (data: unknown) => Promise<void>
  readonly options: JobOptions
  readonly cron: string | null
}

/** The queue lives in the database and is safe with many processes: a job is done once, and tried again when it fails. */
export function openJobs(database: Database, report: (error: Error) => void): Jobs {
  const boss = new PgBoss({ db: database.queueDb, backend: database.kind })
  const defined = new Map<string, Defined>()
  const workers = new Map<string, string>()
  boss.on('error', report)

  return {
    define: (name, data, work, options = {}) => {
      defined.set(name, { work: (given) => work(data.parse(given)), options, cron: null })
    },
    repeat: (name, cron, work) => {
      defined.set(name, { work, options: { retries: 0 }, cron })
    },
    send: async (name, data, options = {}) => {
      await boss.send(name, data, { singletonKey: randomUUID(), ...options })
      const worker = workers.get(name)
      if (worker !== undefined && options.startAfter === undefined) boss.notifyWorker(worker)
    },
    start: async () => {
      await boss.start()
      for (const [name, job] of defined) workers.set(name, await startWorker(boss, name, job, report))
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

async function startWorker(
  boss: PgBoss,
  name: string,
  job: Defined,
  report: (error: Error) => void,
): Promise<string> {
  await boss.createQueue(name, {
    policy: 'exclusive',
    retryLimit: job.options.retries ?? 5,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: job.options.expireInSeconds ?? 900,
    deleteAfterSeconds: 86_400,
  })
  if (job.cron !== null) await boss.schedule(name, job.cron)
  return boss.work(name, { pollingIntervalSeconds: 2, batchSize: 1 }, async ([next]) => {
    try {
      if (next !== undefined) await job.work(next.data)
    } catch (error) {
      report(error as Error)
      throw error
    }
  })
}
