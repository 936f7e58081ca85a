import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { openJobs } from '../../src/jobs/queue.ts'
import { eventually } from '../support/app.ts'
import { aBrowser, fillIn, openPage } from '../support/browser.ts'
import { countIn, inDatabase, prepare, start } from '../support/place.ts'
import { anOwnServer } from '../support/postgres.ts'
import { aFolder } from '../support/process.ts'
import { answersOf } from '../support/survey.ts'

t.test('the database goes away and comes back: nothing is lost, nothing is doubled', async (t) => {
  const postgres = await anOwnServer(t)
  const place = { folder: aFolder(t), url: postgres.url }
  const check = await inDatabase(place, (database) =>
    prepare(database, place, { people: 6, closesAt: '2099-01-01T00:00:00Z' }),
  )
  const [byForm, byPage] = check.people
  if (byForm === undefined || byPage === undefined) throw new Error('Nobody was invited.')
  const server = await start(t, place)
  const answers = answersOf(byForm)
  const send = async () => {
    const body = new URLSearchParams(answers)
    const answer = await fetch(`${server.url}/i/${check.publicId}/answers`, { method: 'POST', body })
    return { status: answer.status, body: await answer.text() }
  }
  const page = await openPage(await aBrowser(t))
  page.setDefaultTimeout(40_000)
  await page.goto(`${server.url}/i/${check.publicId}#${byPage.token}`)
  await page.getByRole('button', { name: 'Begin' }).click()
  await fillIn(page, 'Nothing stops me')

  const signIn = await fetch(`${server.url}/app/setup`)
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  t.match(cookie, 'workspace=')

  await postgres.stop()
  const away = { status: 503, body: /The database cannot be reached/ }
  for (const address of [
    `/i/${check.publicId}`,
    '/app/sign-in',
    '/app/setup',
    '/app/organisations',
    '/readyz',
  ])
    await t.test(`${address} says so kindly`, async (t) => {
      const answer = await fetch(server.url + address, { headers: { cookie } })
      t.match({ status: answer.status, body: await answer.text() }, away)
    })
  t.equal((await fetch(`${server.url}/healthz`)).status, 200, 'the process itself is up')
  t.match(await send(), away, 'nobody is thanked')
  await page.click('[data-send]')
  await page
    .getByText(/server cannot be reached|server is busy|try again/i)
    .first()
    .waitFor()
  t.equal(await page.getByText('Thank you').count(), 0)
  // Long enough for each background job to have missed its turn.
  await pause(5_000)
  t.match(await send(), away)
  t.equal(server.process.exitCode, null)

  await postgres.start()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await eventually(async () => (await send()).status === 200)
  t.match(await send(), { status: 200, body: /Thank you/ })
  t.equal((await fetch(`${server.url}/readyz`)).status, 200)
  await inDatabase(place, async (database) => {
    t.equal(await countIn(database, 'responses'), 2, 'each counts once')
    const jobs = openJobs(database, () => {})
    await jobs.start()
    const { workspaceId, checkId } = check
    await jobs.send('close-check', { workspaceId, checkId })
    await eventually(async () => (await countIn(database, 'released_tables')) === 1)
    t.equal(await countIn(database, 'responses'), 0, 'and the queue works again')
    await jobs.stop()
  })
  t.equal(await server.stop(), 0)
  const lines = server
    .said()
    .split('\n')
    .filter((line) => line !== '' && !/^(Alignment|First visit)/.test(line))
  t.ok(lines.length > 0)
  const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  t.same(
    told.filter((line) => 'reqId' in line || 'req' in line),
    [],
    'nothing counts requests',
  )
  for (const secret of [byForm.token, byPage.token, check.publicId, 'Nothing stops me'])
    t.notOk(server.said().includes(secret))
})
