import { randomUUID } from 'node:crypto'
import t from 'tap'
import { coreItems } from '../../../../src/instruments/clarity-survey/items.ts'
import { anOwner, aVisitor, startApp } from '../../../support/app.ts'
import { onEachDatabase } from '../../../support/database.ts'
import { answersOf, aSurvey, type Invited, type SurveyCheck, type Wanted } from '../../../support/survey.ts'

onEachDatabase(t, 'answering', async (t, database) => {
  const running = await startApp(t, database)
  const visitor = aVisitor(running)
  const { db } = database

  const open = async (wanted: Wanted = {}) => {
    const check = await aSurvey(running, await anOwner(running, `Workspace ${randomUUID()}`), wanted)
    const [person] = check.people
    if (person === undefined) throw new Error('Nobody was invited.')
    return { check, person, place: `/i/${check.publicId}` }
  }
  const countResponses = async ({ checkId }: SurveyCheck) =>
    (await db.selectFrom('responses').select('id').where('check_id', '=', checkId).execute()).length

  await t.test('a person reads the contract, answers once and is thanked', async (t) => {
    const { check, person, place } = await open()
    const landing = await visitor.get(place)
    t.equal(landing.status, 200)
    for (const said of [
      'Kestrel Payments',
      'Robin Example',
      'at least 5 people',
      '7 December 2026',
      'a trial',
    ])
      t.match(landing.body, said)
    t.notMatch(
      landing.body,
      'Win ten customers',
      'the agreed priorities are not read before they are asked for',
    )

    const form = await visitor.post(`${place}/form`, { token: person.token })
    t.equal(form.status, 200)
    t.match(form.body, 'You count in the group “North”. 6 people were invited in it.')
    t.match(form.body, 'Questions 1 to 5 of 23')
    t.notMatch(form.body, 'What share of staff', 'only leaders estimate')
    t.notMatch(form.body, / checked/, 'no answer is chosen beforehand')

    const sent = answersOf(person)
    t.match(await visitor.post(`${place}/answers`, sent), { status: 200, body: /Thank you/ })
    t.match(await visitor.post(`${place}/answers`, sent), { status: 200, body: /Thank you/ })
    t.match(await visitor.post(`${place}/answers`, answersOf(person)), {
      status: 409,
      body: /already been used/,
    })
    t.match(await visitor.post(`${place}/form`, { token: person.token }), { status: 409 })
    t.equal(await countResponses(check), 1)
  })

  await t.test('looking spends nothing and sets no cookie, however often', async (t) => {
    const { check, person, place } = await open()
    const tables = ['checks', 'invitations', 'responses', 'units', 'audit_log', 'rate_counters'] as const
    const all = async () =>
      JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())))
    const before = await all()
    for (let time = 0; time < 3; time++) {
      const seen = await visitor.get(place)
      t.equal(seen.headers['set-cookie'], undefined)
      t.equal(seen.headers['cache-control'], 'no-store')
      t.equal(seen.headers['referrer-policy'], 'no-referrer')
      t.equal((await running.app.inject({ method: 'HEAD', url: place })).statusCode, 200)
      await visitor.post(`${place}/form`, { token: person.token })
      await visitor.post(`${place}/form`, { code: person.code })
    }
    t.equal(await all(), before)
    t.equal(await countResponses(check), 0)
  })

  await t.test('a leader estimates what the others say', async (t) => {
    const { check, place } = await open({ leaders: 6 })
    const leader = check.people.find((person) => person.isLeader) as Invited
    const form = await visitor.post(`${place}/form`, { token: leader.token })
    t.match(form.body, 'What share of staff would agree?')
    t.match(form.body, 'What share could name all agreed priorities?')
    const sent = answersOf(leader, { 'estimate-S1': 'no-idea' })
    t.equal((await visitor.post(`${place}/answers`, sent)).status, 200)
    const { content } = await db
      .selectFrom('responses')
      .select('content')
      .where('check_id', '=', check.checkId)
      .executeTakeFirstOrThrow()
    t.match(content, { estimates: { S3: 70, 'all-priorities': 70 } })
    t.notMatch(JSON.stringify(content), '"estimates":{"S1"', '“no idea” is not kept as a share')
    const without = Object.fromEntries(
      Object.entries(answersOf(leader)).filter(([name]) => name !== 'estimate-O1'),
    )
    const again = await visitor.post(`${place}/answers`, {
      ...without,
      token: check.people.at(-1)?.token ?? '',
    })
    t.equal(again.status, 422)
  })

  await t.test('without agreed priorities nothing is asked about them', async (t) => {
    const { person, place } = await open({ priorities: [] })
    const form = await visitor.post(`${place}/form`, { token: person.token })
    t.notMatch(form.body, 'serve most')
    const { serves: _, ...sent } = answersOf(person)
    t.equal((await visitor.post(`${place}/answers`, sent)).status, 200)
  })

  await t.test('keeps what was typed when something is missing or out of range', async (t) => {
    const { check, person, place } = await open()
    const sent = answersOf(person, {
      S1: '6',
      C8: '',
      serves: 'p9',
      named1: 'Grow <b>faster</b>',
      obstacle: 'Too many tools',
    })
    const form = await visitor.post(`${place}/answers`, sent)
    t.equal(form.status, 422)
    t.match(form.body, 'role="alert"')
    t.match(form.body, 'href="#field-S1"')
    t.match(form.body, 'href="#field-C8"')
    t.match(form.body, 'href="#field-serves"')
    t.match(form.body, 'value="Grow &lt;b&gt;faster&lt;/b&gt;"')
    t.match(form.body, 'Too many tools')
    t.match(form.body, new RegExp(`name="mark" value="${sent.mark}"`))
    t.equal([...form.body.matchAll(/ checked/g)].length, coreItems.length - 2)
    t.match(form.body, '<details open>', 'the open question is not folded away')
    t.equal(await countResponses(check), 0)
    const mended = { ...sent, S1: '1', C8: 'cant-say', serves: 'none' }
    t.equal((await visitor.post(`${place}/answers`, mended)).status, 200)
  })

  await t.test('takes texts as they are, and refuses what is too long', async (t) => {
    const { check, person, place } = await open()
    t.equal(
      (await visitor.post(`${place}/answers`, answersOf(person, { named1: 'x'.repeat(201) }))).status,
      422,
    )
    t.equal(
      (await visitor.post(`${place}/answers`, answersOf(person, { obstacle: 'x'.repeat(1001) }))).status,
      422,
    )
    const wide = { obstacle: '界'.repeat(1000) }
    t.match(await visitor.post(`${place}/answers`, answersOf(person, wide)), {
      status: 422,
      body: /more room than there is/,
    })
    const odd = `'); drop table responses; -- \u0000 {{secret}} 🙂`
    t.equal((await visitor.post(`${place}/answers`, answersOf(person, { named1: odd }))).status, 200)
    t.equal(await countResponses(check), 1)
  })

  await t.test('each way of not getting in has a page of its own', async (t) => {
    const { check, person, place } = await open()
    const foreign = await open()
    const ask = (fields: Record<string, string>) => visitor.post(`${place}/form`, fields)
    const pages = {
      unknown: [await ask({ token: 'not-a-token' }), 404, 'not known here'],
      mistyped: [await ask({ code: 'AAAA-AAAA-AAAA-AAAA' }), 404, 'AAAA-AAAA-AAAA-AAAA'],
      foreign: [await ask({ token: foreign.person.token }), 404, 'belongs to another survey'],
      empty: [await ask({ code: ' ' }), 422, 'Type the code'],
      nowhere: [await visitor.get('/i/nothing-here'), 404, 'no survey at this address'],
      odd: [await visitor.get('/i/%00%27'), 404, 'no survey at this address'],
    } as const
    for (const [name, [page, status, said]] of Object.entries(pages)) {
      t.equal(page.status, status, name)
      t.match(page.body, said, name)
    }
    for (const [status, code, said] of [
      ['draft', 409, 'has not started yet'],
      ['closing', 410, 'is closed'],
      ['reported', 410, 'is closed'],
    ] as const) {
      await db.updateTable('checks').set({ status }).where('id', '=', check.checkId).execute()
      for (const page of [
        await visitor.get(place),
        await ask({ token: person.token }),
        await visitor.post(`${place}/answers`, answersOf(person)),
        await visitor.post(`${place}/answers`, { ...answersOf(person), S1: '' }),
      ]) {
        t.equal(page.status, code)
        t.match(page.body, said)
      }
    }
    await db.updateTable('checks').set({ status: 'open' }).where('id', '=', check.checkId).execute()
    running.setNow('2026-12-01T00:00:00Z')
    t.match(await visitor.get(place), { status: 410, body: /time to answer is over/ })
    t.match(await visitor.post(`${place}/answers`, answersOf(person)), {
      status: 410,
      body: /30 November 2026/,
    })
    running.setNow('2026-11-20T12:00:00Z')
    t.equal(await countResponses(check), 0)
  })

  await t.test('a changed deadline is told at once', async (t) => {
    const { check, place } = await open()
    t.match((await visitor.get(place)).body, '30 November 2026 at 23:59')
    const closes_at = new Date('2026-12-04T22:59:00Z')
    await db.updateTable('checks').set({ closes_at }).where('id', '=', check.checkId).execute()
    t.match((await visitor.get(place)).body, '4 December 2026 at 23:59')
  })

  await t.test('a malformed or oversized body is refused, and nothing is stored', async (t) => {
    const { check, person, place } = await open()
    const { mark: _, ...unmarked } = answersOf(person)
    t.equal((await visitor.post(`${place}/answers`, unmarked)).status, 400)
    t.equal((await visitor.post(`${place}/answers`, answersOf(person, { mark: 'short' }))).status, 400)
    t.equal((await visitor.post(`${place}/answers`, answersOf(person, { leader: 'perhaps' }))).status, 400)
    t.equal(
      (await visitor.post(`${place}/answers`, answersOf(person, { obstacle: 'x'.repeat(70_000) }))).status,
      413,
    )
    const send = (payload: string, type: string) =>
      running.app.inject({
        method: 'POST',
        url: `${place}/answers`,
        payload,
        headers: { 'content-type': type },
      })
    t.equal((await send('{"token":', 'application/json')).statusCode, 400)
    t.equal((await send('[]', 'application/json')).statusCode, 400)
    t.equal((await send('<answers/>', 'text/xml')).statusCode, 415)
    const doubled = new URLSearchParams(answersOf(person))
    doubled.append('S1', '5')
    t.equal((await send(doubled.toString(), 'application/x-www-form-urlencoded')).statusCode, 422)
    t.equal(await countResponses(check), 0)
  })

  await t.test('fifty at once arrive, each once', async (t) => {
    const { check, place } = await open({ teams: { North: 50 } })
    const answers = await Promise.all(
      check.people.map((person) => visitor.post(`${place}/answers`, answersOf(person))),
    )
    t.ok(answers.every(({ status }) => status === 200))
    t.equal(await countResponses(check), 50)
  })

  await t.test('who tries links at random is stopped, and leaves no address', async (t) => {
    const { person, place } = await open()
    const guess = () => visitor.post(`${place}/form`, { code: 'AAAA-AAAA-AAAA-AAAA' })
    let status = 0
    for (let time = 0; time < 201 && status !== 429; time++) status = (await guess()).status
    t.equal(status, 429)
    t.equal((await visitor.post(`${place}/form`, { code: person.code })).status, 429, 'no code is looked at')
    t.equal((await visitor.post(`${place}/form`, { token: person.token })).status, 200, 'others get in')
    t.notMatch(JSON.stringify(await db.selectFrom('rate_counters').selectAll().execute()), '127.0.0.1')
  })

  await t.test('every text is from the catalogue', async (t) => {
    const { check, person, place } = await open({ leaders: 5 })
    const pseudo = { 'accept-language': 'en-XA' }
    const leader = check.people.at(-1) as Invited
    const pages = [
      await visitor.get(place, pseudo),
      await visitor.get('/trust', pseudo),
      await visitor.get('/i/nothing-here', pseudo),
      await visitor.post(`${place}/form`, { token: leader.token }, pseudo),
      await visitor.post(`${place}/form`, { token: 'wrong' }, pseudo),
      await visitor.post(`${place}/answers`, { ...answersOf(leader), S1: '', named1: '' }, pseudo),
      await visitor.post(`${place}/answers`, answersOf(person), pseudo),
    ]
    for (const page of pages) t.same(hardWired(page.body), [])
  })
})

const data =
  /Kestrel Payments|Robin Example of Northgate Advisory|the leadership team|Leadership team|North|South|Q4 2026|A faster first payment|Halve the time to a first payment|Win ten customers in Norway/g

/** Words of a page that stand outside the brackets of the pseudo-locale and are no data of the check. */
function hardWired(html: string): readonly string[] {
  const text = html
    .replaceAll(/<(script|style|code)[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/⟦[^⟦⟧]*⟧/g, '')
    .replaceAll(/⟦[^⟦⟧]*⟧/g, '')
    .replaceAll(data, '')
  return [...text.matchAll(/\p{L}{2,}/gu)].map(([word]) => word)
}
