import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import t from 'tap'
import { z } from 'zod'
import { openPostgres } from '../../src/database/open.ts'
import { openJobs } from '../../src/jobs/queue.ts'
import { eventually } from '../support/app.ts'
import { freshPostgresUrl } from '../support/database.ts'

t.test('a job whose process died is done by another, long before it expires', async (t) => {
  const url = await freshPostgresUrl()
  const database = await openPostgres(url)
  t.teardown(() => database.close())
  const done: number[] = []
  const jobs = openJobs(database, () => {})
  jobs.define('outlive', z.object({ number: z.number() }), async ({ number }) => void done.push(number), {
    expireInSeconds: 3600,
  })
  // As an earlier version left it, which knew of no sign of life.
  await jobs.start()
  await jobs.stop()
  await sql`update pgboss.queue set heartbeat_seconds = null where name = 'outlive'`.execute(database.db)

  const child = spawn(process.execPath, [fileURLToPath(new URL('dying-worker.ts', import.meta.url)), url])
  const ended = once(child, 'exit')
  await eventually(async () => (await isMade()) !== null)
  const sender = openJobs(database, () => {})
  await sender.start()
  await sender.send('outlive', { number: 7 })
  await sender.stop()
  await ended
  t.equal(child.signalCode, 'SIGKILL')
  t.match(await stateOf(), { state: 'active', beats: true })

  // Two minutes later
  await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '2 minutes' where name = 'outlive'`.execute(
    database.db,
  )
  await sql`update pgboss.queue set monitor_on = null`.execute(database.db)
  const heir = openJobs(database, () => {})
  heir.define('outlive', z.object({ number: z.number() }), async ({ number }) => void done.push(number), {
    expireInSeconds: 3600,
  })
  await heir.start()
  t.teardown(() => heir.stop())
  await eventually(async () => done.length > 0)
  t.same(done, [7])

  async function isMade() {
    const { rows } = await sql<{ beat: number | null }>`
      select heartbeat_seconds as beat from pgboss.queue where name = 'outlive'`.execute(database.db)
    return rows[0]?.beat ?? null
  }
  async function stateOf() {
    const { rows } = await sql`
      select state, heartbeat_on is not null as beats from pgboss.job where name = 'outlive'`.execute(
      database.db,
    )
    return rows[0]
  }
})
