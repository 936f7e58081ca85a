import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { findCheck } from '../../../src/checks/queries.ts'
import { findCoding } from '../../../src/coding/queries.ts'
import type { Database } from '../../../src/database/open.ts'
import { findTest, listExecutives, listStatements } from '../../../src/instruments/priorities-test/queries.ts'
import { breakSeal } from '../../../src/instruments/priorities-test/sealed-room/break-seal.ts'
import { destroyUnusedKeys } from '../../../src/instruments/priorities-test/sealed-room/send-mails.ts'
import { decideBreak } from '../../../src/instruments/priorities-test/sealed-room/test-rules.ts'
import { signInOf } from '../../../src/instruments/priorities-test/sealing/personal-link.ts'
import { sealedBytes } from '../../../static/js/priorities/envelope.js'
import { draftKey, lockDraft, openDraft, signInValue } from '../../../static/js/priorities/link-keys.js'
import { anOwner, aVisitor, signedIn, startApp } from '../../support/app.ts'
import { onEachDatabase } from '../../support/database.ts'
import { allSeal, aPrioritiesTest, complete, postJson, sealAs, wayIn } from '../../support/priorities.ts'

onEachDatabase(t, 'executives seal alone, and the seal breaks for all', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  const { checkId, publicId, room } = test
  const way = (name: string) => wayIn(running, scope, { checkId, name })

  await t.test(
    'the landing page and the form set no cookie and know a link only by its sign-in value',
    async (t) => {
      const person = aVisitor(running)
      const landing = await person.get(`/p/${publicId}`)
      t.equal(landing.status, 200)
      t.notOk(landing.headers['set-cookie'])
      const { token, auth } = await way('Leader 1')
      t.equal(await signInValue(token), auth, 'browser and server derive the same')
      const form = await person.post(`/p/${publicId}/form`, { auth })
      t.equal(form.status, 200)
      t.match(form.body, 'data-answers')
      t.notOk(form.headers['set-cookie'])
      t.equal(
        (await person.post(`/p/${publicId}/form`, { auth: token })).status,
        404,
        'the secret itself is nothing',
      )
      t.equal((await person.post(`/p/${publicId}/form`, { auth: 'wrong' })).status, 404)
      t.equal((await person.post(`/p/${publicId}/form`, {})).status, 422)
      t.equal((await person.get('/p/nowhere')).status, 404)
    },
  )

  await t.test('a draft is kept as it was locked, and two windows do not overwrite each other', async (t) => {
    const { token, auth } = await way('Leader 1')
    const key = await draftKey(token)
    const marker = 'MARKER-draft-4711'
    const draft = await lockDraft(key, { 'P1-1': marker })
    const url = `/p/${publicId}/draft`
    t.same(JSON.parse((await postJson(running, url, { auth, revision: 0, draft })).body), { revision: 1 })
    const late = await postJson(running, url, { auth, revision: 0, draft: 'another' })
    t.equal(late.status, 409)
    const theirs = JSON.parse(late.body)
    t.same([theirs.revision, await openDraft(key, theirs.draft)], [1, { 'P1-1': marker }])
    t.equal(await openDraft(await draftKey('AAAA'), theirs.draft), null, 'another link opens nothing')
    t.equal((await postJson(running, url, { auth, revision: 1, draft: '<x>' })).status, 400)
  })

  await t.test('with a typed code and no script the server seals a complete form', async (t) => {
    const person = aVisitor(running)
    const { code } = await way('Leader 2')
    const form = await person.post(`/p/${publicId}/form`, { code: code.toLowerCase() })
    t.match(form.body, /name="code"/)
    const answers = `/p/${publicId}/answers`
    const half = await person.post(answers, { code, 'P1-1': 'Growth first', 'P2-1-chosen': 'speed' })
    t.equal(half.status, 422)
    t.match(half.body, 'value="Growth first"', 'what was typed stays')
    t.match(half.body, 'id="error-P2-1-over"')
    t.match(half.body, 'id="error-P3-1"')
    const sealed = await person.post(answers, {
      ...complete,
      code,
      'P1-1': 'MARKER-sealed-4711',
      role: 'yes',
    })
    t.equal(sealed.status, 200)
    t.match(sealed.body, 'just-sealed')
    t.equal((await person.post(answers, { ...complete, code })).status, 410, 'once')
    t.match((await person.post(`/p/${publicId}/form`, { code })).body, 'data-outcome="sealed"')
  })

  await t.test('too few have sealed, so the seal holds', async (t) => {
    await visitor.post(`${room}/break`, { name: 'Q4 2026', reason: 'Impatience' })
    t.match((await visitor.get(room)).body, 'at least three have sealed')
    t.equal((await listStatements(scope, checkId)).length, 0)
  })

  await t.test('the consultant sees who has sealed and nothing of what they wrote', async (t) => {
    const page = await visitor.get(room)
    t.match(page.body, '1 of 3 have sealed')
    t.notMatch(page.body, 'MARKER')
    const dump = await everythingIn(database)
    t.match(dump, 'Leader 1', 'the dump holds what it should')
    for (const secret of ['MARKER', (await way('Leader 1')).token, (await way('Leader 1')).code]) {
      t.notMatch(dump, secret, 'neither does the database, its queue or its log')
      t.notMatch(dump, Buffer.from(secret).toString('hex'))
    }
  })

  await t.test('somebody who comes late is recorded with a reason, and so is who leaves', async (t) => {
    const person = { name: 'Late Larkhill', role: 'Head of risk', email: 'late@kestrel.example' }
    t.equal((await visitor.post(`${room}/executives`, { ...person, reason: '' })).status, 422)
    t.equal((await visitor.post(`${room}/executives`, { ...person, reason: 'Joined today' })).status, 303)
    t.equal((await visitor.post(`${room}/executives`, { ...person, reason: 'Again' })).status, 422, 'once')
    const late = await way('Late Larkhill')
    const remove = `${room}/executives/${late.id}/remove`
    t.match((await visitor.get(remove)).body, 'name="reason"')
    t.equal((await visitor.post(remove, { reason: '' })).status, 422)
    t.equal((await visitor.post(remove, { reason: 'Left again' })).status, 303)
    t.match((await sealAs(running, test, { way: late })).body, 'data-outcome="removed"')
    t.match((await visitor.get(room)).body, 'Left again')
  })

  await t.test('a new link ends the old one and its draft', async (t) => {
    const old = await way('Leader 1')
    await visitor.post(`${room}/executives/${old.id}/new-link`, {})
    const person = aVisitor(running)
    t.equal((await person.post(`/p/${publicId}/form`, { auth: old.auth })).status, 404)
    const { auth } = await way('Leader 1')
    t.match((await person.post(`/p/${publicId}/form`, { auth })).body, 'data-draft=""')
  })

  await t.test('all are in: the name of the check opens everything, and nothing can follow', async (t) => {
    const one = await way('Leader 1')
    t.match((await sealAs(running, test, { way: one })).body, 'just-sealed')
    t.match(
      (await sealAs(running, test, { way: one })).body,
      'data-outcome="sealed"',
      'a second seal changes nothing',
    )
    const last = await way('Leader 3')
    await sealAs(running, test, { way: last, answers: { ...complete, 'P1-1': 'Mehr Händler gewinnen' } })
    t.match((await visitor.get(room)).body, `href="${room}/break"`)
    const wrong = await visitor.post(`${room}/break`, { name: 'Q3 2026' })
    t.equal(wrong.status, 422)
    t.match(wrong.body, 'Nothing was opened')
    t.equal((await listStatements(scope, checkId)).length, 0)
    await visitor.post(`${room}/break`, { name: 'Q4 2026' })
    const statements = await listStatements(scope, checkId)
    t.equal(statements.length, 9)
    t.ok(statements.some(({ text }) => text === 'MARKER-sealed-4711'))
    t.ok(statements.some(({ text }) => text === 'Mehr Händler gewinnen'))
    t.notOk(running.deps.keys.tests.areThere(checkId, []), 'the key is gone')
    t.match((await listExecutives(scope, checkId)).map(({ state }) => state).sort(), [
      'opened',
      'opened',
      'opened',
      'removed',
    ])
    const kept = await findCoding(scope, { checkId, subject: 'priorities' })
    t.equal(kept?.coding.texts.length, 9, 'and is laid out for the coders')
    t.notMatch(JSON.stringify(kept?.coding), last.id, 'without its author')
    t.match(
      (await aVisitor(running).post(`/p/${publicId}/form`, { auth: one.auth })).body,
      'data-outcome="broken"',
    )
    t.match((await sealAs(running, test, { way: last })).body, 'data-outcome="broken"')
    const log = await database.db.selectFrom('audit_log').select(['act', 'details']).execute()
    t.match(
      log.find(({ act }) => act === 'seal-broken'),
      { details: { sealed: 3, missing: '' } },
    )
    await visitor.post(`${room}/break`, { name: 'Q4 2026' })
    t.equal((await listStatements(scope, checkId)).length, 9, 'a second click changes nothing')
  })
})

/** Every row of every table, the queue's included, as text. */
async function everythingIn({ db }: Database): Promise<string> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  const rows = await Promise.all(
    tables.rows.map(({ name }) => sql.raw(`select row_to_json(t)::text as row from ${name} t`).execute(db)),
  )
  return JSON.stringify(rows.map((found) => found.rows))
}

onEachDatabase(
  t,
  'a break that is cut off leaves a sealed test, and two at once break it once',
  async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const visitor = await signedIn(running)
    const test = await aPrioritiesTest({ visitor, scope })
    const { checkId, room } = test
    const one = await wayIn(running, scope, { checkId, name: 'Leader 1' })
    const twice = await Promise.all([1, 2].map(() => sealAs(running, test, { way: one })))
    t.same(twice.map(({ status }) => status).toSorted(), [200, 410], 'one of two envelopes is taken')
    await allSeal(running, scope, { test, answers: [] })
    for (const name of ['Leader 2', 'Leader 3'])
      await sealAs(running, test, { way: await wayIn(running, scope, { checkId, name }) })

    const check = await findCheck(scope, checkId)
    if (check === undefined) throw new Error('The check is there.')
    let left = 5
    const uuid = () => {
      left -= 1
      if (left < 0) throw new Error('the process ends here')
      return randomUUID()
    }
    const dying = { ...running.deps, random: { ...running.deps.random, uuid } }
    await t.rejects(breakSeal(dying, scope, { check, reason: '' }), /ends here/)
    t.equal((await findTest(scope, checkId))?.state, 'open')
    t.equal((await listStatements(scope, checkId)).length, 0)
    t.ok(running.deps.keys.tests.areThere(checkId, []), 'the key waits')

    await visitor.get(room)
    await Promise.all([
      visitor.post(`${room}/break`, { name: 'Q4 2026' }),
      visitor.post(`${room}/break`, { name: 'Q4 2026' }),
    ])
    t.equal((await listStatements(scope, checkId)).length, 9)
    const broken = await database.db
      .selectFrom('audit_log')
      .select('id')
      .where('act', '=', 'seal-broken')
      .execute()
    t.equal(broken.length, 1)
  },
)

onEachDatabase(t, 'keys that nothing needs any more are destroyed', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const sealed = await aPrioritiesTest({ visitor, scope })
  const deleted = await aPrioritiesTest({ visitor, scope })
  await visitor.post(`/app/checks/${deleted.checkId}/delete`, {})
  await destroyUnusedKeys(running.deps)
  const { tests } = running.deps.keys
  t.same(
    [sealed, deleted].map(({ checkId }) => tests.areThere(checkId, [])),
    [true, false],
  )
})

onEachDatabase(
  t,
  'nobody is read alone: with fewer than three readable all stays sealed',
  async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const visitor = await signedIn(running)
    const test = await aPrioritiesTest({ visitor, scope }, { leaders: 4 })
    const { room, checkId, publicId } = test
    t.match((await aVisitor(running).get(`/p/${publicId}`)).body, '4 executives are asked')
    await allSeal(running, scope, { test, answers: [complete] })
    for (const name of ['Leader 2', 'Leader 3']) {
      const { auth } = await wayIn(running, scope, { checkId, name })
      const envelope = Buffer.alloc(sealedBytes, 7).toString('base64url')
      t.equal((await postJson(running, `/p/${publicId}/seal`, { auth, envelope })).status, 200)
    }
    await visitor.post(`${room}/break`, { name: 'Q4 2026', reason: 'Now' })
    const page = await visitor.get(room)
    t.match(page.body, 'Fewer than three of the sealed answers')
    t.match(page.body, '3 of 4 have sealed')
    t.equal((await listStatements(scope, checkId)).length, 0)
    t.equal((await findTest(scope, checkId))?.state, 'open')
    t.equal(await findCoding(scope, { checkId, subject: 'priorities' }), null)
    t.ok(running.deps.keys.tests.areThere(checkId, []), 'the key stays')
  },
)

t.test('whose link was shown does not count towards the three where links go by mail', async (t) => {
  const sealed = (wasShown: boolean, at: number) => ({ id: `${at}`, state: 'sealed', wasShown })
  const asked = [false, false, true].map(sealed)
  t.match(decideBreak(asked, '', true), { outcome: 'refused', reason: 'too-few' })
  t.match(decideBreak(asked, '', false), { outcome: 'break' })
  t.match(decideBreak([...asked, sealed(false, 3)], '', true), { outcome: 'break', missing: [] })
})

onEachDatabase(t, 'wrong codes stop codes, never the links of colleagues', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const { publicId, checkId } = await aPrioritiesTest({ visitor, scope })
  const url = `/p/${publicId}/form`
  for (let at = 0; at < 200; at += 1) await postJson(running, url, { code: `AAAA-${at}` })
  t.equal((await postJson(running, url, { code: 'AAAA' })).status, 429)
  const { auth, code } = await wayIn(running, scope, { checkId, name: 'Leader 1' })
  const stopped = await postJson(running, url, { code })
  t.equal(stopped.status, 429)
  t.match(stopped.body, 'next full hour')
  t.equal((await postJson(running, url, { auth })).status, 200)
})

onEachDatabase(t, 'the seal breaks early only by rule', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope }, { leaders: 4 })
  const { room, checkId } = test
  await allSeal(running, scope, { test, answers: [complete, complete, complete] })
  t.match((await visitor.get(`${room}/break`)).body, 'Leader 4')
  t.equal((await visitor.post(`${room}/break`, { name: 'Q4 2026', reason: '  ' })).status, 422)
  t.equal((await listStatements(scope, checkId)).length, 0)
  t.equal(
    (await visitor.post(`${room}/break`, { name: 'Q4 2026', reason: 'On leave until spring' })).status,
    303,
  )
  const page = await visitor.get(room)
  t.match(page.body, 'On leave until spring')
  t.match(page.body, 'Had not sealed: Leader 4')
  t.match(page.body, 'Robin Example')
  const log = await database.db.selectFrom('audit_log').select(['act', 'details']).execute()
  const missing = (await listExecutives(scope, checkId)).find(({ name }) => name === 'Leader 4')?.id
  t.match(
    log.find(({ act }) => act === 'seal-broken'),
    { details: { sealed: 3, missing } },
  )
})

onEachDatabase(
  t,
  'a test whose keys are lost says so, takes nothing and can start again',
  async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const visitor = await signedIn(running)
    const test = await aPrioritiesTest({ visitor, scope })
    const { room, checkId } = test
    const before = await wayIn(running, scope, { checkId, name: 'Leader 1' })
    await allSeal(running, scope, { test, answers: [complete] })
    const second = await wayIn(running, scope, { checkId, name: 'Leader 2' })
    await running.deps.keys.tests.destroy(checkId)
    t.match((await visitor.get(room)).body, 'begin-anew')
    t.match((await sealAs(running, test, { way: second })).body, 'data-outcome="lost"')
    await visitor.post(`${room}/begin-anew`, {})
    const after = await wayIn(running, scope, { checkId, name: 'Leader 1' })
    t.not(after.token, before.token)
    t.match((await visitor.get(room)).body, '0 of 3 have sealed')
    t.match((await sealAs(running, test, { way: second })).body, 'data-outcome="unknown"')
  },
)

t.test('browser and server read the same from a link', async (t) => {
  const token = Buffer.alloc(32, 7).toString('base64url')
  t.equal(await signInValue(token), signInOf(token))
})
