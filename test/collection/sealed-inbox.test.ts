import { randomBytes, randomUUID } from 'node:crypto'
import t from 'tap'
import type { Database } from '../../src/database/open.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { toText } from '../../static/js/survey/bytes.js'
import { anOwner, aVisitor, startApp, type TestApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { answerSealed, aRespondent, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey, type SurveyCheck, type Wanted } from '../support/survey.ts'

async function aDesk(running: TestApp, wanted: Wanted = {}) {
  const scope = await anOwner(running, `Workspace ${randomUUID()}`)
  const check = await aSurvey(running, scope, { sealed: true, ...wanted })
  const text = await directoryOf(running, check)
  const post = postTo(running)
  const respondent = (at: number, by: 'token' | 'code' = 'token') => {
    const person = check.people[at]
    if (person === undefined) throw new Error('Nobody was invited there.')
    return aRespondent(post, text, { check, person, by })
  }
  return { check, text, post, respondent, place: `/i/${check.publicId}` }
}

async function countsOf({ db }: Database, { checkId }: SurveyCheck) {
  const count = async (table: 'envelopes' | 'spent_marks') =>
    (await db.selectFrom(table).select('mark').where('check_id', '=', checkId).execute()).length
  return { envelopes: await count('envelopes'), marks: await count('spent_marks') }
}

onEachDatabase(t, 'the sealed way', async (t, database) => {
  const running = await startApp(t, database)
  const { db } = database

  await t.test(
    'one signature for one invitation: the same again gets the same, another is told',
    async (t) => {
      const { respondent, check } = await aDesk(running)
      const [first, other] = [await respondent(0), await respondent(0, 'code')]
      const issued = await first.issue()
      t.equal(issued.status, 200)
      t.same(await first.issue(), issued, 'after a lost connection')
      t.match(await other.issue(), { status: 409, body: /already been used/ })
      t.same(await countsOf(database, check), { envelopes: 0, marks: 0 })
      const {
        token_hash: _,
        code_hash: __,
        ...invitation
      } = await db
        .selectFrom('invitations')
        .selectAll()
        .where('check_id', '=', check.checkId)
        .where('blinded_hash', 'is not', null)
        .executeTakeFirstOrThrow()
      t.equal(invitation.spent_by, null)
      t.equal(invitation.id, check.people[0]?.id)
    },
  )

  await t.test('takes sealed answers once, however often they are sent', async (t) => {
    const { respondent, check } = await aDesk(running)
    const one = await respondent(0)
    const issued = await one.issue()
    const sealed = await one.seal(issued)
    t.match(await one.submit(sealed), { status: 200, body: /Thank you/ })
    t.match(await one.submit(sealed), { status: 200, body: /Thank you/ })
    t.match(await one.submit(await one.seal(issued)), { status: 409, body: /already been used/ })
    t.same(await countsOf(database, check), { envelopes: 1, marks: 1 })
  })

  await t.test(
    'fifty submissions of one credential at once: one row, forty-nine clear replies',
    async (t) => {
      const { respondent, check } = await aDesk(running)
      const one = await respondent(0)
      const issued = await one.issue()
      const sealed = await Promise.all(Array.from({ length: 50 }, () => one.seal(issued)))
      const replies = await Promise.all(sealed.map((each) => one.submit(each)))
      t.equal(replies.filter(({ status }) => status === 200).length, 1)
      t.equal(replies.filter(({ status, body }) => status === 409 && body.includes('already')).length, 49)
      t.same(await countsOf(database, check), { envelopes: 1, marks: 1 })
    },
  )

  await t.test('fifty issues of one invitation at once: one signature', async (t) => {
    const { check, text, post } = await aDesk(running)
    const [person] = check.people
    if (person === undefined) throw new Error('Nobody was invited.')
    const rivals = await Promise.all(
      Array.from({ length: 50 }, () => aRespondent(post, text, { check, person })),
    )
    const replies = await Promise.all(rivals.map((rival) => rival.issue()))
    t.equal(replies.filter(({ status }) => status === 200).length, 1)
    t.equal(replies.filter(({ status }) => status === 409).length, 49)
  })

  await t.test('refuses what is forged, from another check, or not for this unit', async (t) => {
    const [desk, other] = [await aDesk(running), await aDesk(running)]
    const [one, foreign] = [await desk.respondent(0), await other.respondent(0)]
    const sealed = await one.seal(await one.issue())
    const forged = { ...sealed, m: toText(randomBytes(32)) }
    t.match(await one.submit(forged), { status: 403, body: /without a valid signature/ })
    const theirs = await foreign.seal(await foreign.issue())
    t.equal((await one.submit(theirs)).status, 403, 'a credential of another check')
    t.equal((await one.submit({ ...sealed, unit: 'x' })).status, 400, 'nothing else may come along')
    t.equal((await one.submit({ ...sealed, envelope: sealed.envelope.slice(1) })).status, 400)
    t.equal((await one.issue(toText(randomBytes(255)))).status, 400)
    t.same(await countsOf(database, desk.check), { envelopes: 0, marks: 0 })
  })

  await t.test('link and code are one right, and an unknown one is told so', async (t) => {
    const { check, post, place, respondent } = await aDesk(running)
    const byCode = await respondent(1, 'code')
    t.equal((await byCode.submit(await byCode.seal(await byCode.issue()))).status, 200)
    const { blinded } = byCode.blinding
    t.equal(
      (await post(`${place}/issue`, { token: check.people[1]?.token, blinded })).status,
      200,
      'the same',
    )
    t.equal((await post(`${place}/issue`, { token: 'not-a-token', blinded })).status, 404)
    t.match(await aVisitor(running).post(`${place}/form`, { token: check.people[1]?.token ?? '' }), {
      status: 409,
      body: /open the link once more on the same device/,
    })
  })

  await t.test('a receipt replaces and withdraws, and shows nothing', async (t) => {
    const { check, text, post, place, respondent } = await aDesk(running, { teams: { North: 6 } })
    const [person] = check.people
    if (person === undefined) throw new Error('Nobody was invited.')
    const one = await respondent(0)
    const issued = await one.issue()
    const first = await one.seal(issued, { S1: '1' })
    await one.submit(first)
    const second = await one.seal(issued, { S1: '5' })
    const order = { m: first.m, envelope: second.envelope }
    t.equal((await post(`${place}/receipt`, order)).status, 200)
    t.equal((await post(`${place}/receipt`, order)).status, 200)
    t.equal((await post(`${place}/receipt`, { ...order, m: toText(randomBytes(32)) })).status, 404)
    for (const other of check.people.slice(1)) await answerSealed(post, text, { check, person: other })
    t.same(await countsOf(database, check), { envelopes: 6, marks: 6 })
    t.match(await post(`${place}/receipt`, { m: first.m, envelope: null }), {
      status: 200,
      body: /withdrawn/,
    })
    t.equal((await post(`${place}/receipt`, { m: first.m, envelope: null })).status, 200)
    t.equal((await post(`${place}/receipt`, order)).status, 409, 'what is withdrawn stays so')
    t.equal((await one.submit(first)).status, 409)
    t.same(await countsOf(database, check), { envelopes: 5, marks: 6 })
    await closeSurvey(running.deps, check)
    t.equal((await post(`${place}/receipt`, order)).status, 410)
  })

  await t.test('without scripts: the code and the answers in one request, once', async (t) => {
    const { check, place } = await aDesk(running)
    const visitor = aVisitor(running)
    const [person, other] = check.people
    if (person === undefined || other === undefined) throw new Error('Nobody was invited.')
    t.match((await visitor.get(place)).body, 'runs no scripts')
    t.match(
      (await visitor.post(`${place}/form`, { code: person.code })).body,
      'handles your code and your answers',
    )
    const { token: _, ...rest } = answersOf(person, { obstacle: 'a marker' })
    const sent = { ...rest, code: person.code }
    t.match(await visitor.post(`${place}/answers`, sent), { status: 200, body: /Thank you/ })
    t.match(await visitor.post(`${place}/answers`, sent), { status: 200, body: /Thank you/ })
    t.equal((await visitor.post(`${place}/answers`, { ...sent, S1: '1' })).status, 409)
    t.equal((await visitor.post(`${place}/answers`, answersOf(other))).status, 400, 'never with a link')
    const [row, ...more] = await db
      .selectFrom('envelopes')
      .selectAll()
      .where('check_id', '=', check.checkId)
      .execute()
    t.same(more, [])
    t.same([row?.mark.length, row?.veil.length, row?.envelope.length], [32, 16, 4144])
  })

  await t.test('looking spends nothing, whoever looks', async (t) => {
    const { check, place } = await aDesk(running)
    const [person] = check.people
    const visitor = aVisitor(running)
    for (const path of ['', '/directory', '/receipt', '/issue', '/submit', '/answers'])
      for (const method of ['GET', 'HEAD'] as const)
        await running.app.inject({ method, url: `${place}${path}` })
    const seen = await visitor.get(place)
    t.equal(seen.headers['set-cookie'], undefined)
    // A scanner that sends every form as it stands.
    const form = await visitor.post(`${place}/form`, { token: person?.token ?? '' })
    const hidden = [...form.body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const sent = Object.fromEntries(hidden.map(([, name, value]) => [name, value ?? '']))
    t.not((await visitor.post(`${place}/answers`, sent)).status, 200)
    const used = await db
      .selectFrom('invitations')
      .select('id')
      .where('check_id', '=', check.checkId)
      .where((where) => where.or([where('blinded_hash', 'is not', null), where('spent_by', 'is not', null)]))
      .execute()
    t.same(used, [])
  })
})
