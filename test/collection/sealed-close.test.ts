import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { markOf as receiptMark } from '../../src/collection/receipt.ts'
import type { Database } from '../../src/database/open.ts'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, startApp, type TestApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { dumpOf, inHex } from '../support/dump.ts'
import { answerSealed, aRespondent, directoryOf, postTo, type SealedAnswers } from '../support/sealed.ts'
import { answersOf, aSurvey, type SurveyCheck, type Wanted } from '../support/survey.ts'

type Answering = (at: number) => Readonly<Record<string, string>> | null

async function answered(running: TestApp, wanted: Wanted, answering: Answering) {
  const scope = await anOwner(running, `Workspace ${randomUUID()}`)
  const check = await aSurvey(running, scope, { sealed: true, ...wanted })
  const text = await directoryOf(running, check)
  const post = postTo(running)
  const sent: (SealedAnswers | null)[] = []
  for (const [at, person] of check.people.entries()) {
    const more = answering(at)
    sent.push(more === null ? null : await answerSealed(post, text, { check, person, more }))
  }
  return { check, text, post, sent }
}

async function releasedOf({ db }: Database, { checkId }: SurveyCheck) {
  const row = await db
    .selectFrom('released_tables')
    .select('content')
    .where('check_id', '=', checkId)
    .executeTakeFirstOrThrow()
  const collection = await db
    .selectFrom('released_collection')
    .select(['lost', 'unreadable'])
    .where('check_id', '=', checkId)
    .executeTakeFirstOrThrow()
  return { table: row.content as ReleasedTable, collection }
}

onEachDatabase(t, 'a sealed close', async (t, database) => {
  const running = await startApp(t, database)
  const { db } = database

  await t.test('counts what a trial would count, and keeps nothing about single people', async (t) => {
    const { check } = await answered(running, { teams: { North: 8, South: 7 }, leaders: 6 }, (at) => ({
      S1: at % 2 === 0 ? '5' : '2',
    }))
    t.equal(await closeSurvey(running.deps, check), 'closed')
    const { table, collection } = await releasedOf(database, check)
    t.same(
      table.atoms.map(({ name, side, invited, answered }) => [name, side, invited, answered]),
      [
        ['North', 'staff', 8, 8],
        ['South', 'staff', 7, 7],
        ['Leadership team', 'leadership', 6, 6],
      ],
    )
    t.same(table.atoms[0]?.items.S1, [0, 4, 0, 0, 4, 0])
    t.same(table.estimates.S1, { leaders: 6, mean: 70, spread: 'narrow' })
    t.same(collection, { lost: 0, unreadable: 0 })
    for (const left of ['envelopes', 'spent_marks', 'invitations'] as const)
      t.same(await db.selectFrom(left).selectAll().where('check_id', '=', check.checkId).execute(), [], left)
    t.equal(running.deps.keys.checks.keysOf(check.checkId), null, 'the keys are destroyed')
    t.equal(await closeSurvey(running.deps, check), 'closed', 'and again')
  })

  await t.test('takes nobody’s word for being a leader, where leaders are too few for a unit', async (t) => {
    const scope = await anOwner(running, `Workspace ${randomUUID()}`)
    const check = await aSurvey(running, scope, { sealed: true, teams: { North: 12 } })
    const people = check.people.map((person, at) => ({ ...person, isLeader: at < 5 }))
    const [leader, ...others] = people.filter(({ isLeader }) => isLeader)
    await db
      .updateTable('invitations')
      .set({ is_leader: true })
      .where('id', 'in', [leader?.id ?? '', ...others.slice(1).map(({ id }) => id)])
      .execute()
    const form = (await aVisitor(running).post(`/i/${check.publicId}/form`, { token: leader?.token ?? '' }))
      .body
    t.match(form, 'name="S1"')
    t.notMatch(form, 'estimate-', 'a leader is not asked what nobody could tell to be a leader’s')
    const text = await directoryOf(running, check)
    // Four leaders and one who only says so.
    for (const person of people) await answerSealed(postTo(running), text, { check, person })
    t.equal(await closeSurvey(running.deps, check), 'closed')
    const { table, collection } = await releasedOf(database, check)
    t.same(table.estimates, {})
    t.same(table.participation, { invited: 12, answered: 12 }, 'their ratings count all the same')
    t.equal(collection.unreadable, 0)
  })

  await t.test('a trial asks few leaders, because it knows them', async (t) => {
    const scope = await anOwner(running, `Workspace ${randomUUID()}`)
    const check = await aSurvey(running, scope, { teams: { North: 12 } })
    const [person] = check.people
    await db
      .updateTable('invitations')
      .set({ is_leader: true })
      .where('id', '=', person?.id ?? '')
      .execute()
    const form = (await aVisitor(running).post(`/i/${check.publicId}/form`, { token: person?.token ?? '' }))
      .body
    t.match(form, 'estimate-S1')
  })

  await t.test(
    'counts neither what was withdrawn nor what got lost, and takes typed answers, too',
    async (t) => {
      const { check, text, post, sent } = await answered(running, { teams: { North: 12 } }, (at) =>
        at < 8 ? {} : null,
      )
      const place = `/i/${check.publicId}`
      await post(`${place}/receipt`, { m: sent[0]?.m, envelope: null })
      const [, , , , , , , , typed, lost] = check.people
      if (typed === undefined || lost === undefined) throw new Error('Nobody was invited.')
      const { token: _, ...form } = answersOf(typed)
      t.equal((await aVisitor(running).post(`${place}/answers`, { ...form, code: typed.code })).status, 200)
      await (await aRespondent(post, text, { check, person: lost })).issue()
      await closeSurvey(running.deps, check)
      const { table, collection } = await releasedOf(database, check)
      t.same(table.participation, { invited: 12, answered: 8 })
      t.same(collection, { lost: 1, unreadable: 0 })
    },
  )

  await t.test('refuses envelopes that were swapped, between units or within one', async (t) => {
    const { check, sent } = await answered(running, { teams: { North: 7, South: 7 } }, () => ({}))
    const marks = [sent[0], sent[1], sent[7]].map((each) =>
      receiptMark(Buffer.from(each?.m ?? '', 'base64url')),
    )
    const [one, two, other] = marks
    if (one === undefined || two === undefined || other === undefined) throw new Error('Nobody answered.')
    const rows = await db.selectFrom('envelopes').selectAll().where('mark', 'in', marks).execute()
    const rowOf = (mark: Buffer) => rows.find((row) => Buffer.from(row.mark).equals(mark))
    const put = (mark: Buffer, what: object) =>
      db.updateTable('envelopes').set(what).where('mark', '=', mark).execute()
    await put(one, { envelope: rowOf(two)?.envelope })
    await put(two, { veil: rowOf(other)?.veil })
    await put(other, { envelope: rowOf(one)?.envelope })
    await closeSurvey(running.deps, check)
    const { table, collection } = await releasedOf(database, check)
    t.same(collection, { lost: 0, unreadable: 3 })
    t.same(table.participation, { invited: 14, answered: 11 })
  })

  await t.test('keeps texts only where enough wrote', async (t) => {
    const { check } = await answered(running, { teams: { North: 14 } }, (at) => ({
      named1: at < 12 ? `priority ${at}` : '',
      ...(at < 12 ? {} : { noneKnown: 'yes' }),
      obstacle: at < 9 ? `obstacle ${at}` : '',
    }))
    await closeSurvey(running.deps, check)
    const texts = await db
      .selectFrom('open_texts')
      .selectAll()
      .where('check_id', '=', check.checkId)
      .execute()
    t.equal(texts.length, 14)
    t.same([...new Set(texts.map(({ question }) => question))], ['q1'])
    const order = texts.flatMap(({ texts: [text] }) => (text === undefined ? [] : [Number(text.slice(9))]))
    t.notSame(
      order,
      order.toSorted((a, b) => a - b),
    )
  })

  await t.test('fails and loses nothing while the keys are away', async (t) => {
    const { check } = await answered(running, { teams: { North: 6 } }, () => ({}))
    const away = { ...running.deps.keys, checks: { ...running.deps.keys.checks, keysOf: () => null } }
    await t.rejects(closeSurvey({ ...running.deps, keys: away }, check), { name: 'KeysMissing' })
    await closeSurvey(running.deps, check)
    t.same((await releasedOf(database, check)).table.participation, { invited: 6, answered: 6 })
  })

  await t.test('a dump holds no answer, token or code while it is open, and no person after', async (t) => {
    const marker = `marker-${randomUUID()}`
    const { check, sent } = await answered(running, { teams: { North: 11 } }, (at) => ({
      named1: `${marker}-${at}`,
      obstacle: `${marker}-too-${at}`,
    }))
    const open = await dumpOf(database)
    for (const secret of [marker, ...check.people.flatMap(({ token, code }) => [token, code])]) {
      t.notOk(open.includes(secret))
      t.notOk(open.includes(inHex(secret)))
    }
    for (const each of sent) {
      t.notOk(open.includes(Buffer.from(each?.m ?? '', 'base64url').toString('hex')), 'no message')
      t.ok(open.includes(Buffer.from(each?.envelope ?? '', 'base64url').toString('hex')), 'the envelope')
    }
    await closeSurvey(running.deps, check)
    const closed = await dumpOf(database)
    const kept = closed.split('\n').filter((line) => line.includes(marker))
    t.equal(kept.length, 22, 'eleven of each question are enough')
    for (const { id } of check.people) t.notOk(kept.some((line) => line.includes(id)))
    for (const each of sent)
      t.notOk(closed.includes(receiptMark(Buffer.from(each?.m ?? '', 'base64url')).toString('hex')))
    const { rows } = await sql<{ transactions: number }>`
      select count(distinct xmin::text)::int as transactions from open_texts where check_id = ${check.checkId}
    `.execute(db)
    t.same(rows, [{ transactions: 1 }], 'one transaction wrote them all')
  })
})
