import t from 'tap'
import { anOwner, aVisitor, ownerEmail, ownerPassword, signedIn, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'

const old = ownerPassword
const password = 'seven geese crossed the frozen canal'

onEachDatabase(t, 'a password is changed by whoever knows the old one', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const [visitor, other] = [await signedIn(running), await signedIn(running)]
  t.match((await visitor.get('/app/organisations')).body, 'href="/app/password"')
  await visitor.get('/app/password')
  const session = async () => (await database.db.selectFrom('sessions').select('id_hash').execute()).length
  for (const [form, told] of [
    [{ old: 'not this one, surely', password }, 'This is not your password'],
    [{ old, password: 'too short' }, 'at least 12 characters'],
    [{ old, password: 'northgate2026' }, 'one of the first that would be tried'],
    [{ old, password: old }, 'This is your password already'],
    [{ password }, 'There'],
  ] as const) {
    const refused = await visitor.post('/app/password', form as Record<string, string>)
    t.equal(refused.status, 422, told)
    if (told !== 'There') t.match(refused.body, told)
    t.notMatch(refused.body, /type="password"[^>]*value="./)
  }
  t.equal((await other.get('/app/organisations')).status, 200)
  t.equal((await visitor.post('/app/password', { _csrf: 'forged', old, password })).status, 403)

  running.setNow('2026-11-20T12:10:00Z')
  t.equal((await visitor.post('/app/password', { old, password })).status, 303)
  t.match((await visitor.get('/app/organisations')).body, 'Your password is changed')
  t.equal((await other.get('/app/organisations')).location, '/app/sign-in', 'other sessions end')
  t.ok((await session()) >= 1)
  const log = database.db.selectFrom('audit_log').select('details').where('act', '=', 'password-changed')
  t.same(await log.execute(), [{ details: {} }])
  const stranger = aVisitor(running)
  await stranger.get('/app/sign-in')
  t.equal((await stranger.post('/app/sign-in', { email: ownerEmail, password: old })).status, 422)
  t.equal((await stranger.post('/app/sign-in', { email: ownerEmail, password })).status, 303)
  t.equal((await aVisitor(running).get('/app/password')).location, '/app/sign-in')
})

onEachDatabase(t, 'a session that is saved anew after the change lets nobody in', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const [visitor, other] = [await signedIn(running), await signedIn(running)]
  const before = await database.db.selectFrom('sessions').selectAll().execute()
  await visitor.get('/app/password')
  running.setNow('2026-11-20T12:10:00Z')
  t.equal((await visitor.post('/app/password', { old, password })).status, 303)
  const rows = before.map((row) => ({ ...row, content: JSON.stringify(row.content) }))
  await database.db.insertInto('sessions').values(rows).execute()
  t.equal((await other.get('/app/organisations')).location, '/app/sign-in')
})

onEachDatabase(t, 'two changes at once: one is kept', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const rivals = [await signedIn(running), await signedIn(running)]
  for (const rival of rivals) await rival.get('/app/password')
  const answers = await Promise.all(
    rivals.map((rival, at) => rival.post('/app/password', { old, password: `${password} ${at}` })),
  )
  t.equal(answers.filter(({ status }) => status === 303).length, 1)
})

onEachDatabase(t, 'an open screen is no place to guess at', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const visitor = await signedIn(running)
  await visitor.get('/app/password')
  const guess = (guessed: string) => visitor.post('/app/password', { old: guessed, password })
  for (let tries = 0; tries < 20; tries++) t.equal((await guess(`guess ${tries}`)).status, 422)
  t.equal((await guess('guess 20')).status, 429)
  t.equal((await guess(old)).status, 429, 'the right one comes too late')
})

onEachDatabase(t, 'a clock that was ahead and is put right locks nobody out', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  running.setNow('2026-11-21T12:00:00Z')
  const visitor = await signedIn(running)
  await visitor.get('/app/password')
  t.equal((await visitor.post('/app/password', { old, password })).status, 303)
  running.setNow('2026-11-20T12:00:00Z')
  t.equal((await visitor.get('/app/organisations')).status, 200)
  const again = aVisitor(running)
  await again.get('/app/sign-in')
  t.equal((await again.post('/app/sign-in', { email: ownerEmail, password })).status, 303)
  t.equal((await again.get('/app/organisations')).status, 200)
})
