import t from 'tap'
import { drawSetupCode } from '../../src/access/setup-code.ts'
import { anOwner, aVisitor, signedIn, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'

const owner = {
  name: 'Robin Example',
  workspace: 'Northgate Advisory',
  email: 'owner@consultancy.example',
  password: 'a sentence to sign in with',
}

onEachDatabase(t, 'the first visit makes the owner, once, with the printed code', async (t, database) => {
  const running = await startApp(t, database)
  const code = await drawSetupCode(running.deps)
  const visitor = aVisitor(running)
  t.equal((await visitor.get('/app')).location, '/app/sign-in')
  t.equal((await visitor.get('/app/sign-in')).location, '/app/setup')
  await visitor.get('/app/setup')

  const wrong = await visitor.post('/app/setup', { ...owner, code: 'AAAA-BBBB-CCCC' })
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'not the code')
  t.match(wrong.body, 'value="Robin Example"', 'what was typed is kept')

  const right = await visitor.post('/app/setup', { ...owner, code: code?.toLowerCase() ?? '' })
  t.equal(right.status, 303)
  t.equal((await visitor.get('/app/setup')).location, '/app/sign-in')
  t.equal(await drawSetupCode(running.deps), null, 'no further code is drawn')

  const rival = aVisitor(running)
  await rival.get('/app/sign-in')
  t.equal(
    (await rival.post('/app/setup', { ...owner, email: 'rival@consultancy.example', code: code ?? '' }))
      .status,
    422,
  )
})

onEachDatabase(t, 'two first visitors at once make one owner', async (t, database) => {
  const running = await startApp(t, database)
  const code = (await drawSetupCode(running.deps)) ?? ''
  const rivals = [aVisitor(running), aVisitor(running)]
  await Promise.all(rivals.map((rival) => rival.get('/app/setup')))
  const answers = await Promise.all(
    rivals.map((rival, at) =>
      rival.post('/app/setup', { ...owner, email: `rival-${at}@consultancy.example`, code }),
    ),
  )
  t.same(answers.map(({ status }) => status).sort(), [303, 422])
})

onEachDatabase(t, 'a password that would be tried first is refused', async (t, database) => {
  const running = await startApp(t, database)
  const code = (await drawSetupCode(running.deps)) ?? ''
  const visitor = aVisitor(running)
  await visitor.get('/app/setup')
  for (const password of ['123456789012', 'passwordpassword', 'owner@consultancy.example', 'northgate2026']) {
    const refused = await visitor.post('/app/setup', { ...owner, code, password })
    t.equal(refused.status, 422, password)
    t.match(refused.body, 'one of the first that would be tried', password)
    t.notMatch(refused.body, /type="password"[^>]*value="./, 'a password is never sent back')
  }
  t.equal((await visitor.post('/app/setup', { ...owner, code, email: ` ${owner.email} ` })).status, 303)
})

t.test('signing in', async (t) => {
  onEachDatabase(
    t,
    'refuses a wrong password and an unknown address with the same words',
    async (t, database) => {
      const running = await startApp(t, database)
      await anOwner(running)
      const visitor = aVisitor(running)
      await visitor.get('/app/sign-in')
      const wrong = await visitor.post('/app/sign-in', {
        email: owner.email,
        password: 'not this one, surely',
      })
      const unknown = await visitor.post('/app/sign-in', {
        email: 'nobody@consultancy.example',
        password: 'x',
      })
      t.same([wrong.status, unknown.status], [422, 422])
      t.match(unknown.body, 'do not belong together')
      t.match(wrong.body, 'do not belong together')
    },
  )

  onEachDatabase(t, 'is refused after too many failures, and stores no address', async (t, database) => {
    const running = await startApp(t, database)
    await anOwner(running)
    const visitor = aVisitor(running)
    await visitor.get('/app/sign-in')
    let last = 0
    for (let attempt = 0; attempt < 21; attempt++) {
      last = (await visitor.post('/app/sign-in', { email: 'nobody@consultancy.example', password: 'x' }))
        .status
    }
    t.equal(last, 429)
    const right = await visitor.post('/app/sign-in', { email: owner.email, password: owner.password })
    t.equal(right.status, 429, 'the right password is not looked at, either')
    const stored = await database.db.selectFrom('rate_counters').selectAll().execute()
    t.notMatch(JSON.stringify(stored), '127.0.0.1')
  })

  onEachDatabase(t, 'counts the addresses of one network together', async (t, database) => {
    const running = await startApp(t, database, { env: { TRUST_PROXY: 'true' } })
    await anOwner(running)
    const visitor = aVisitor(running)
    const from = (address: string) => ({ 'x-forwarded-for': address })
    await visitor.get('/app/sign-in')
    const wrong = { email: owner.email, password: 'not this one, surely' }
    for (let attempt = 0; attempt < 21; attempt++)
      await visitor.post('/app/sign-in', wrong, from(`2001:db8:7:9::${attempt + 1}`))
    t.equal((await visitor.post('/app/sign-in', wrong, from('2001:db8:7:9:ffff::1'))).status, 429)
    t.equal((await visitor.post('/app/sign-in', wrong, from('2001:db8:7:a::1'))).status, 422)
  })

  onEachDatabase(t, 'lasts a week at most, however busy', async (t, database) => {
    const running = await startApp(t, database)
    await anOwner(running)
    const visitor = await signedIn(running)
    const begun = running.deps.now().getTime()
    for (let hours = 8; hours <= 176; hours += 8) {
      running.setNow(new Date(begun + hours * 3_600_000).toISOString())
      const { status } = await visitor.get('/app/organisations')
      t.equal(status, hours <= 168 ? 200 : 303, `after ${hours} hours`)
    }
    t.equal((await visitor.get('/app/organisations')).location, '/app/sign-in')
  })

  onEachDatabase(t, 'needs the token of its own form', async (t, database) => {
    const running = await startApp(t, database)
    await anOwner(running)
    const stranger = aVisitor(running)
    const answer = await stranger.post('/app/sign-in', { email: owner.email, password: owner.password })
    t.equal(answer.status, 403)
    t.match(answer.body, 'too old')
  })

  onEachDatabase(t, 'ends when the person signs out, in the database, too', async (t, database) => {
    const running = await startApp(t, database)
    await anOwner(running)
    const visitor = await signedIn(running)
    await visitor.get('/app/sign-in')
    await visitor.post('/app/sign-out', {})
    t.equal((await visitor.get('/app')).location, '/app/sign-in')
    const sessions = await database.db.selectFrom('sessions').selectAll().execute()
    t.notMatch(JSON.stringify(sessions), 'accountId')
  })
})
