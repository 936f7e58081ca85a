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
  /** How many wait and run in all processes; counted by one of them once a minute. */
  depths(): Promise<readonly Depth[]>
  start(): Promise<void>
  stop(): Promise<void>
}

export type Depth = { readonly name: string; readonly waiting: number; readonly running: number }

/** `job` is the name of what failed; null for the queue itself. Never tells what a job carries. */
type Report = (error: Error, job: string | null) => void

type Defined = {
  readonly work: (data: unknown) => Promise<void>
  readonly options: JobOptions
  readonly cron: string | null
}

/** The queue lives in the database and is safe with many processes: a job is done once, and tried again when it fails. */
export function openJobs(database: Database, report: Report): Jobs {
  const boss = new PgBoss({ db: database.queueDb, backend: database.kind })
  const defined = new Map<string, Defined>()
  const workers = new Map<string, string>()
  boss.on('error', (error) => report(error, null))

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
    depths: async () => {
      const queues = await boss.getQueues([...defined.keys()])
      return queues.map(({ name, queuedCount, activeCount }) => ({
        name,
        waiting: queuedCount,
        running: activeCount,
      }))
    },
    start: async () => {
      await boss.start()
      for (const [name, job] of defined) workers.set(name, await startWorker(boss, name, job, report))
      // What a process that died has left is not left for another minute.
      await boss.supervise()
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

async function startWorker(boss: PgBoss, name: string, job: Defined, report: Report): Promise<string> {
  const options = {
    retryLimit: job.options.retries ?? 5,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: job.options.expireInSeconds ?? 900,
    // A job whose process died is begun anew within two minutes, not when it has expired.
    heartbeatSeconds: 60,
    deleteAfterSeconds: 86_400,
  }
  await boss.createQueue(name, { policy: 'exclusive', ...options })
  // A queue that an earlier version made keeps its options else.
  await boss.updateQueue(name, options)
  if (job.cron !== null) await boss.schedule(name, job.cron)
  return boss.work(name, { pollingIntervalSeconds: 2, batchSize: 1 }, async ([next]) => {
    try {
      if (next !== undefined) await job.work(next.data)
    } catch (error) {
      report(error as Error, name)
      throw error
    }
  })
}
