import { setTimeout as pause } from 'node:timers/promises'
import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import t, { type Test } from 'tap'
import { keepPlan, PlanKeepingClient } from '../../src/database/keep-plans.ts'
import { openPostgres } from '../../src/database/open.ts'
import { emptyPostgresUrl } from '../support/database.ts'
import { anOwnServer } from '../support/postgres.ts'

const doubled = keepPlan<{ doubled: number }>('select $1::int * 2 as doubled')

/** One connection, so that what stays on it is seen. */
async function oneConnection(t: Test) {
  const connectionString = await emptyPostgresUrl()
  const pool = new pg.Pool({ Client: PlanKeepingClient, max: 1, connectionString })
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) })
  t.teardown(() => db.destroy())
  const ask = async (query: CompiledQuery<{ doubled: number }>) =>
    (await db.executeQuery(query)).rows[0]?.doubled
  const kept = async () => {
    const { rows } = await sql<{ name: string; statement: string }>`
      select name, statement from pg_prepared_statements where name like 'kept%'`.execute(db)
    return rows
  }
  return { ask, kept, run: (text: string) => sql.raw(text).execute(db) }
}

t.test('a statement of the way in is kept by the connection, any other is not', async (t) => {
  const { ask, kept, run } = await oneConnection(t)
  await run('select 7 * 2 as doubled')
  for (const given of [1, 2, 3]) t.equal(await ask(doubled([given])), given * 2)
  const statements = await kept()
  t.same(
    statements.map(({ statement }) => statement),
    ['select $1::int * 2 as doubled'],
  )
})

t.test('a pooler that gives another connection, which knows no such statement, breaks nothing', async (t) => {
  const { ask, kept, run } = await oneConnection(t)
  t.equal(await ask(doubled([1])), 2)
  await run('deallocate all')
  for (const given of [2, 3]) t.equal(await ask(doubled([given])), given * 2)
  t.same(await kept(), [], 'from then on it asks in full')
})

t.test('nor does one on which somebody else has kept it', async (t) => {
  const { ask, kept, run } = await oneConnection(t)
  const { name } = await keptBy(t)
  await run(`prepare ${name} as select 0 as doubled`)
  for (const given of [2, 3]) t.equal(await ask(doubled([given])), given * 2)
  t.equal((await kept()).length, 1)
})

t.test('what the statement itself is refused for is told as it is', async (t) => {
  const { ask } = await oneConnection(t)
  t.equal(await ask(doubled([1])), 2)
  await t.rejects(ask(doubled(['no number'])), { code: '22P02' })
  t.equal(await ask(doubled([2])), 4)
})

t.test(
  'a database that goes away between two statements of a transaction ends the work, not the process',
  async (t) => {
    const server = await anOwnServer(t)
    const { db } = await openPostgres(server.url)
    t.teardown(() => db.destroy())
    const trx = await db.startTransaction().execute()
    await sql`select 1`.execute(trx)
    await server.stop()
    await pause(200)
    await t.rejects(sql`select 2`.execute(trx))
    await t.rejects(trx.rollback().execute())
    await server.start()
    t.same((await sql`select 3 as answer`.execute(db)).rows, [{ answer: 3 }])
  },
)

async function keptBy(t: Test): Promise<{ readonly name: string }> {
  const { ask, kept } = await oneConnection(t)
  await ask(doubled([1]))
  const [statement] = await kept()
  return { name: statement?.name ?? '' }
}
