import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import type { Database } from '../../src/database/open.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, startApp, type TestApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { dumpOf, inHex } from '../support/dump.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey, type Invited, type SurveyCheck } from '../support/survey.ts'

// Whoever holds copies of the database knows in which order people were invited and answered. After the close the words
// that they wrote are still there. So: no order in which a row can be read says anything about any order of people.

const people = 60
// Under chance a rank correlation of sixty lies beyond 0.6 once in a million times, and as many hits once in ten million.
const [farFromChance, manyHits] = [0.6, 10]

type Orders = Readonly<Record<string, readonly number[]>>

/** How well one order gives another away: correlation of ranks, and people found at their very place. */
function match(one: readonly number[], other: readonly number[]) {
  const place = new Map(other.map((person, at) => [person, at]))
  const places = one.map((person) => place.get(person) ?? -1)
  const squares = places.reduce((sum, there, here) => sum + (there - here) ** 2, 0)
  const n = one.length
  return {
    correlation: 1 - (6 * squares) / (n * (n ** 2 - 1)),
    hits: places.filter((there, here) => there === here).length,
  }
}

function tells(one: readonly number[], other: readonly number[]): boolean {
  const { correlation, hits } = match(one, other)
  return Math.abs(correlation) > farFromChance || hits >= manyHits
}

const textOf = (at: number, what: string) => `${what} of number ${at} here`
const numberIn = (text: string) => Number(/number (\d+)/.exec(text)?.[1] ?? -1)

/** In which orders the people can be read while the check is open: what an earlier copy would tell. */
async function ordersOfPeople({ db }: Database, answering: readonly Invited[]): Promise<Orders> {
  const numbers = new Map(answering.map(({ id }, at) => [id, at]))
  const by = async (order: string) => {
    const { rows } = await sql<{ id: string }>`select id from invitations order by ${sql.raw(order)}`.execute(
      db,
    )
    return rows.flatMap(({ id }) => numbers.get(id) ?? [])
  }
  return {
    'the order of answering': answering.map((_, at) => at),
    'the place of the used invitation': await by('ctid'),
    'the transaction that used it': await by('xmin::text::bigint, ctid'),
    'the id of the invitation': await by('id'),
    'the id of the person': await by('person_id'),
    'the hash of the link': await by('token_hash'),
  }
}

/** In which orders the words can be read afterwards. */
async function ordersOfTexts({ db }: Database, table: string, question: 'q1' | 'q2'): Promise<Orders> {
  const by = async (order: string) => {
    const { rows } = await sql<{ texts: readonly string[] }>`
      select texts from ${sql.raw(table)} where question = ${question} order by ${sql.raw(order)}`.execute(db)
    return rows.map(({ texts }) => numberIn(texts[0] ?? ''))
  }
  return {
    'place on the disk': await by('ctid'),
    'transaction and command': await by('xmin::text::bigint, cmin::text::bigint, ctid'),
    id: await by('id'),
    'id as text backwards': await by('reverse(id::text)'),
  }
}

async function everybodyAnswers(
  running: TestApp,
  check: SurveyCheck,
  answering: readonly Invited[],
  sealed: boolean,
) {
  const said = (at: number) => ({ named1: textOf(at, 'Priority'), obstacle: textOf(at, 'Obstacle') })
  const text = sealed ? await directoryOf(running, check) : ''
  const visitor = aVisitor(running)
  for (const [at, person] of answering.entries()) {
    if (sealed) await answerSealed(postTo(running), text, { check, person, more: said(at) })
    else {
      const { status } = await visitor.post(`/i/${check.publicId}/answers`, answersOf(person, said(at)))
      if (status !== 200) throw new Error(`The answers were refused with ${status}.`)
    }
  }
}

async function rowsAboutActs({ db }: Database): Promise<string> {
  const { rows } = await sql<{ row: string }>`
    select concat_ws(' ', act, subject_id, details) as row from audit_log
    union all select concat_ws(' ', name, data, output) from pgboss.job
      where name not in (select name from pgboss.schedule) and name not like '\\_\\_pgboss%'
    order by 1`.execute(db)
  return JSON.stringify(rows.map(({ row }) => row.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')))
}

async function isEmptied({ db }: Database, table: string): Promise<boolean> {
  const { rows } = await sql<{ bytes: number }>`select pg_relation_size(${table})::int as bytes`.execute(db)
  return rows[0]?.bytes === 0
}

for (const sealed of [true, false])
  onEachDatabase(t, `copies of the database, ${sealed ? 'sealed' : 'trial'}`, async (t, database) => {
    const { db } = database
    const running = await startApp(t, database)
    const check = await aSurvey(running, await anOwner(running), { sealed, teams: { North: people } })
    // Not the order of the roster, or that one would be tested alone.
    const answering = check.people.toSorted((a, b) => (a.token < b.token ? -1 : 1))
    const before = await rowsAboutActs(database)
    await everybodyAnswers(running, check, answering, sealed)
    const open = await ordersOfPeople(database, answering)

    await t.test('one made while it is open', async (t) => {
      t.ok(
        tells(open['the transaction that used it'] ?? [], open['the order of answering'] ?? []),
        'tells who answered',
      )
      t.equal(await rowsAboutActs(database), before, 'no act and no job speaks of an answer')
      const dump = await dumpOf(database)
      const told = ['of number', inHex('of number'), ...answering.map(({ token }) => token)]
      if (sealed)
        t.same(
          told.filter((secret) => dump.includes(secret)),
          [],
          'holds envelopes and nothing said',
        )
      const envelopes = await db.selectFrom('envelopes').select(['envelope', 'veil']).execute()
      t.equal(envelopes.length, sealed ? people : 0)
      t.ok(new Set(envelopes.map(({ envelope }) => envelope.length)).size <= 1, 'all of one length')
      const veils = new Set(envelopes.map(({ veil }) => Buffer.from(veil).toString('hex')))
      t.equal(veils.size, envelopes.length, 'of one group, and none looks like another')
    })

    await closeSurvey(running.deps, check)

    await t.test('one made after the close joins nobody to what they wrote', async (t) => {
      for (const question of ['q1', 'q2'] as const) {
        const texts = await ordersOfTexts(database, 'open_texts', question)
        for (const [row, order] of Object.entries(texts)) {
          t.equal(new Set(order).size, people, 'all of it is there')
          for (const [person, known] of Object.entries(open))
            t.notOk(tells(order, known), `${question} by ${row} against ${person}: ${say(order, known)}`)
        }
      }
      const [first, second] = [
        await ordersOfTexts(database, 'open_texts', 'q1'),
        await ordersOfTexts(database, 'open_texts', 'q2'),
      ]
      for (const [row, order] of Object.entries(first))
        t.notOk(tells(order, second[row] ?? []), `what one person named and what is in their way, by ${row}`)
    })

    await t.test('nor does anything else that is left', async (t) => {
      const { rows } = await sql<{ count: number }>`
        select count(distinct xmin::text)::int as count from open_texts`.execute(db)
      t.equal(rows[0]?.count, 1, 'one transaction wrote all of it')
      for (const table of ['envelopes', 'spent_marks', 'responses', 'invitations', 'participation'])
        t.ok(await isEmptied(database, table), `${table} holds no dead row either`)
      const dump = await dumpOf(database)
      const ids = answering.map(({ id }) => id)
      const lines = dump.split('\n').filter((line) => ids.some((id) => line.includes(id)))
      t.equal(lines.length, people, 'a person stands in the roster, and nowhere else')
    })

    await t.test('the same attack finds everybody where texts are kept in the order of their coming', (t) =>
      positiveControl(t, database, open),
    )
  })

/** Shows that what was found not to happen would have been found. */
async function positiveControl(t: Test, database: Database, open: Orders): Promise<void> {
  const { db } = database
  await sql`create table leaky (like open_texts)`.execute(db)
  for (const at of open['the order of answering'] ?? [])
    await sql`
      insert into leaky select workspace_id, check_id, ${randomUUID()}::uuid, question, language, side, texts
      from open_texts where question = 'q2' and texts->>0 = ${textOf(at, 'Obstacle')}`.execute(db)
  const leaky = await ordersOfTexts(database, 'leaky', 'q2')
  const known = open['the transaction that used it'] ?? []
  t.ok(tells(leaky['place on the disk'] ?? [], known))
  t.ok(tells(leaky['transaction and command'] ?? [], known))
  t.ok(match(leaky['place on the disk'] ?? [], open['the order of answering'] ?? []).correlation > 0.99)
}

function say(one: readonly number[], other: readonly number[]): string {
  const { correlation, hits } = match(one, other)
  return `correlation ${correlation.toFixed(2)}, ${hits} hits`
}
