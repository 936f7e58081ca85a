import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { recordParticipation } from '../../src/checks/overview/record-participation.ts'
import type { Database } from '../../src/database/open.ts'
import { anOwner, aVisitor, startApp, type TestApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

type Rows = ReadonlyMap<string, readonly string[]>

// The queue's own clockwork runs by the minute whether anybody answers or not.
const clockwork = `select name from pgboss.schedule union select '__pgboss__send-it'`

/** Every row of every table, as text. */
async function allRows({ db }: Database): Promise<Rows> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(
    db,
  )
  const tables = await Promise.all(
    rows.map(async ({ name }) => {
      const found = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} as t`.execute(db)
      return [name, found.rows.map(({ row }) => row)] as const
    }),
  )
  const jobs = await sql<{ row: string }>`
    select name || id as row from pgboss.job
    where name not in (${sql.raw(clockwork)}) and name not like '\_\_pgboss%'`.execute(db)
  return new Map([...tables, ['jobs', jobs.rows.map(({ row }) => row)]])
}

/** Tables that differ, with how many rows came and went; a changed row does both. */
function difference(before: Rows, after: Rows) {
  const changes = [...after].map(([table, rows]) => {
    const [old, now] = [new Set(before.get(table)), new Set(rows)]
    const [came, went] = [now.difference(old).size, old.difference(now).size]
    return [table, { came, went }] as const
  })
  return Object.fromEntries(changes.filter(([, { came, went }]) => came + went > 0))
}

async function changedBy(database: Database, act: () => Promise<unknown>) {
  const before = await allRows(database)
  await act()
  return difference(before, await allRows(database))
}

async function aDesk(running: TestApp, isSealed: boolean) {
  const scope = await anOwner(running, `Workspace ${randomUUID()}`)
  const check = await aSurvey(running, scope, { sealed: isSealed })
  const [person, other] = check.people
  if (person === undefined || other === undefined) throw new Error('Nobody was invited.')
  return { check, person, other, place: `/i/${check.publicId}` }
}

onEachDatabase(t, 'a person who answers leaves nothing but the answer', async (t, database) => {
  const running = await startApp(t, database)
  const visitor = aVisitor(running)

  await t.test('sealed: one used invitation, one mark, one envelope', async (t) => {
    const { check, person, other, place } = await aDesk(running, true)
    const text = await directoryOf(running, check)
    // The first of all begins the counters that tell a restore.
    await answerSealed(postTo(running), text, { check, person: other })
    const looked = await changedBy(database, async () => {
      await visitor.get(place)
      await visitor.post(`${place}/form`, { token: person.token })
      await visitor.get('/trust')
    })
    t.same(looked, {}, 'looking writes nothing')
    const answered = await changedBy(database, () => answerSealed(postTo(running), text, { check, person }))
    t.same(answered, {
      invitations: { came: 1, went: 1 },
      spent_marks: { came: 1, went: 0 },
      envelopes: { came: 1, went: 0 },
      // A number that grew by one on each of two ways, for all checks together.
      takings: { came: 2, went: 2 },
    })
  })

  await t.test('trial: one used invitation, one response', async (t) => {
    const { person, other, place } = await aDesk(running, false)
    await visitor.post(`${place}/answers`, answersOf(other))
    const answered = await changedBy(database, async () => {
      await visitor.get(place)
      await visitor.post(`${place}/form`, { token: person.token })
      await visitor.post(`${place}/answers`, { ...answersOf(person), S1: '' })
      t.equal((await visitor.post(`${place}/answers`, answersOf(person))).status, 200)
    })
    t.same(answered, {
      invitations: { came: 1, went: 1 },
      responses: { came: 1, went: 0 },
      takings: { came: 1, went: 1 },
    })
  })

  await t.test('a used link and a closed survey are told without a trace', async (t) => {
    const { person, other, place } = await aDesk(running, false)
    await visitor.post(`${place}/answers`, answersOf(person))
    const refused = await changedBy(database, async () => {
      t.equal((await visitor.post(`${place}/answers`, answersOf(person))).status, 409)
      running.setNow('2027-01-01T12:00:00Z')
      t.equal((await visitor.post(`${place}/answers`, answersOf(other))).status, 410)
      running.setNow('2026-11-20T12:00:00Z')
    })
    t.same(refused, {})
  })
})

onEachDatabase(
  t,
  'participation is written once a day, in bands, for twenty and more',
  async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const check = await aSurvey(running, scope, { teams: { North: 24, South: 19 } })
    const visitor = aVisitor(running)
    const send = async (from: number, to: number) => {
      for (const person of check.people.slice(from, to))
        await visitor.post(`/i/${check.publicId}/answers`, answersOf(person))
    }
    const bands = () =>
      database.db
        .selectFrom('participation')
        .leftJoin('units', 'units.id', 'participation.unit_id')
        .select(['participation.day', 'units.name', 'band'])
        .orderBy('participation.day')
        .orderBy('units.name')
        .execute()
    await send(0, 7)
    running.setNow('2026-11-21T08:00:00Z')
    await recordParticipation(running.deps)
    const first = await bands()
    t.same(first, [
      { day: '2026-11-21', name: 'North', band: 20 },
      { day: '2026-11-21', name: null, band: 10 },
    ])
    await send(7, 20)
    running.setNow('2026-11-21T20:00:00Z')
    await recordParticipation(running.deps)
    t.same(await bands(), first, 'what came since then waits for tomorrow')
    running.setNow('2026-11-22T08:00:00Z')
    await recordParticipation(running.deps)
    t.same((await bands()).slice(2), [
      { day: '2026-11-22', name: 'North', band: 80 },
      { day: '2026-11-22', name: null, band: 40 },
    ])
  },
)
