import type { BrowserContext, Page } from 'playwright-core'
import t from 'tap'
import { aCheckToTrace, aGoal, anInterviewOf } from '../instruments/goal-trace/trace-room.ts'
import { anOwner, ownerEmail, ownerPassword, signedIn, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'

const person = { role: 'Chief executive', team: 'Board', level: 'executive' }

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/app/sign-in`)
  await page.fill('[name=email]', ownerEmail)
  await page.fill('[name=password]', ownerPassword)
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith('sign-in')), page.click('main button')])
}

const left = (page: Page) => page.evaluate('JSON.stringify({ ...localStorage })')
const stateOf = (page: Page, is: string) => page.waitForSelector(`[data-state][data-is="${is}"]`)

/** Faults of scripts, and what the page's own security policy refuses. */
function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) faults.push(line.text())
  })
  return faults
}

t.test('goal traces in a browser', { timeout: 240_000 }, async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const id = await anInterviewOf(visitor, scope, { goal, person })
  const base = await listen(running)
  const browser = await aBrowser(t)
  const address = `${base}/app/checks/${checkId}/goal-trace/interviews/${id}`
  const stored = () =>
    scope.db
      .selectFrom('trace_interviews')
      .select(['said', 'work', 'version', 'may_quote', 'marks', 'connection', 'state'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()

  await t.test('ten minutes without a connection lose nothing', async (t) => {
    const page = await openPage(browser)
    const faults = faultsOf(page)
    await signIn(page, base)
    await page.clock.install()
    await page.goto(address)
    t.equal(await page.evaluate('document.activeElement.id'), 'field-said', 'one types at once')
    await page.keyboard.type('Before the tunnel.')
    await page.clock.runFor(3_000)
    await stateOf(page, 'saved')
    t.match(await stored(), { said: 'Before the tunnel.' })
    t.equal(await left(page), '{}', 'what is saved is not left in the browser')

    await page.context().setOffline(true)
    for (let minute = 0; minute < 10; minute++) {
      await page.keyboard.type(` Minute ${minute}.`)
      await page.clock.runFor(60_000)
    }
    await page.keyboard.press('Tab')
    await page.keyboard.type('Work, too')
    await page.clock.runFor(6_000)
    await stateOf(page, 'offline')
    t.match(await left(page), 'Minute 9.', 'it is kept in this browser')
    t.match(await stored(), { said: 'Before the tunnel.' })
    await page.keyboard.press('Control+Enter')
    await page.clock.runFor(1_000)
    t.equal(page.url(), address, 'and the page stays where it is')

    await page.context().setOffline(false)
    await page.clock.runFor(6_000)
    await stateOf(page, 'saved')
    const row = await stored()
    t.match(row.said, /^Before the tunnel\. Minute 0\..*Minute 9\.$/)
    t.equal(row.work, 'Work, too')
    t.equal(await left(page), '{}')
    t.same(faults, [])
    await page.context().close()
  })

  await t.test('words of a visit that was cut off are found and saved', async (t) => {
    const page = await openPage(browser)
    await signIn(page, base)
    await page.goto(address)
    await stateOf(page, 'saved')
    await page.context().setOffline(true)
    await page.keyboard.type(' And then the laptop died.')
    await page.waitForFunction('localStorage.length > 0')
    await page.context().setOffline(false)
    await page.route('**/interviews/*', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await page.reload()
    t.match(await page.inputValue('#field-said'), 'And then the laptop died.')
    await page.unroute('**/interviews/*')
    await stateOf(page, 'saved')
    t.match((await stored()).said, 'And then the laptop died.')
    await page.context().close()
  })

  await t.test('a second interviewer is told, and nothing is overwritten unseen', async (t) => {
    const context = await browser.newContext({ locale: 'en-GB' })
    const [one, other] = [await context.newPage(), await context.newPage()]
    await signIn(one, base)
    await Promise.all([one.goto(address), other.goto(address)])
    await one.fill('#field-said', 'Heard by the first')
    await stateOf(one, 'saved')
    await other.fill('#field-said', 'Heard by the second')
    await stateOf(other, 'changed')
    t.match(await other.textContent('[data-their-said]'), 'Heard by the first')
    t.equal(await other.inputValue('#field-said'), 'Heard by the second')
    t.match(await stored(), { said: 'Heard by the first' })
    await other.reload()
    await stateOf(other, 'changed')
    t.equal(await other.inputValue('#field-said'), 'Heard by the second', 'a reload loses nothing')
    t.match(await stored(), { said: 'Heard by the first' }, 'and decides nothing')
    await other.click('button[value=stay]')
    await stateOf(other, 'saved')
    t.match(await stored(), { said: 'Heard by the second' }, 'saving again is a decision')
    await context.close()
  })

  await t.test('after signing out, what was typed waits for whoever signs in again', async (t) => {
    const page = await openPage(browser)
    await signIn(page, base)
    await page.goto(address)
    await stateOf(page, 'saved')
    await page.context().clearCookies()
    await page.fill('#field-said', 'Typed while signed out')
    await stateOf(page, 'signed-out')
    const tab = await page.context().newPage()
    await signIn(tab, base)
    await stateOf(page, 'saved')
    t.match(await stored(), { said: 'Typed while signed out' })
    await page.context().close()
  })

  await t.test('marks take one key each', async (t) => {
    const page = await openPage(browser)
    const faults = faultsOf(page)
    await signIn(page, base)
    await page.goto(`${address}/marks`)
    for (const key of ['1', '2', '4', '4', '0', '3']) await page.keyboard.press(key)
    await Promise.all([
      page.waitForURL((url) => !url.pathname.endsWith('/marks')),
      page.keyboard.press('Enter'),
    ])
    t.match(await stored(), {
      marks: { outcome: 'kept', measure: 'fuzzy', deadline: 'missing', why: 'missing' },
      connection: 'other',
    })
    t.same(faults, [])
    await page.context().close()
  })

  await t.test('an interviewee answers on a phone, without a cookie', async (t) => {
    const guestId = await anInterviewOf(visitor, scope, { goal, person: { ...person, role: 'Second chief' } })
    const room = `/app/checks/${checkId}/goal-trace/interviews/${guestId}/link`
    await visitor.post(room, {})
    const { body } = await visitor.get(room)
    const [, path = '', token = ''] =
      /<code>http:\/\/localhost(\/t\/[\w-]+)#([\w-]+)<\/code>/.exec(body) ?? []
    for (const options of [
      { viewport: { width: 1280, height: 900 } },
      { ...phone, colorScheme: 'dark' as const },
    ]) {
      const looked = await openPage(browser, { ...options, bypassCSP: true })
      await looked.goto(`${base}${path}#${token}`)
      await looked.waitForSelector('#field-said')
      t.same(await violations(looked), [])
      await looked.context().close()
    }
    const page = await openPage(browser, phone)
    const faults = faultsOf(page)
    await page.goto(`${base}${path}#${token}`)
    await page.waitForSelector('#field-said')
    t.notMatch(page.url(), token, 'the secret leaves the address bar')
    await page.fill('#field-said', 'I do not know it')
    await page.reload()
    await page.waitForSelector('#field-said')
    t.equal(await page.inputValue('#field-said'), 'I do not know it', 'a reload loses nothing')
    await page.click('main button')
    await page.waitForSelector('#error-consent')
    await page.check('#field-consent')
    await page.click('main button')
    await page.waitForSelector('[data-told=received]')
    t.same(await (page.context() as BrowserContext).cookies(), [])
    t.equal(await page.evaluate('sessionStorage.length'), 0, 'nothing is left in the tab')
    t.match(
      await scope.db.selectFrom('trace_interviews').selectAll().where('id', '=', guestId).executeTakeFirst(),
      { said: 'I do not know it', state: 'sent', may_quote: false },
    )
    await page.goto(`${base}${path}#${token}`)
    await page.waitForSelector('[data-told=was-taken]')
    t.same(faults, [])
    await page.context().close()
  })

  await t.test('words that are refused stay to be copied', async (t) => {
    const guestId = await anInterviewOf(visitor, scope, { goal, person: { ...person, role: 'Third chief' } })
    const interview = `/app/checks/${checkId}/goal-trace/interviews/${guestId}`
    await visitor.post(`${interview}/link`, {})
    const { body } = await visitor.get(`${interview}/link`)
    const [, path = '', token = ''] =
      /<code>http:\/\/localhost(\/t\/[\w-]+)#([\w-]+)<\/code>/.exec(body) ?? []
    const page = await openPage(browser, { ...phone, bypassCSP: true })
    await page.goto(`${base}${path}#${token}`)
    await page.waitForSelector('#field-said')
    await page.fill('#field-said', 'Half an hour of thought')
    await page.check('#field-consent')
    await visitor.post(interview, { version: '0', screen: 'x', said: 'N', work: '', language: 'en' })
    await page.click('main button')
    await page.waitForSelector('[data-told=noted]')
    t.equal(await page.inputValue('[name=said]'), 'Half an hour of thought')
    t.same(await violations(page), [])
    await page.goto(`${base}${path}`)
    await page.waitForSelector('[data-told=noted]')
    t.equal(await page.inputValue('[name=said]'), 'Half an hour of thought')
    t.notOk(await page.isVisible('[name=work]'))
    await visitor.post(`${interview}/link`, {})
    await page.reload()
    await page.waitForSelector('[data-told=replaced]')
    t.equal(await page.inputValue('[name=said]'), 'Half an hour of thought', 'nor lost with a new link')
    await page.context().close()
  })

  await t.test('is free of what axe finds, and never wider than the screen', async (t) => {
    const home = `${base}/app/checks/${checkId}/goal-trace`
    const { public_id: publicId } = await scope.db
      .selectFrom('checks')
      .select('public_id')
      .where('id', '=', checkId)
      .executeTakeFirstOrThrow()
    const urls = [
      ...[
        home,
        `${base}${goal}`,
        `${base}${goal}/edit`,
        `${base}${goal}/interviews/new`,
        `${base}${goal}/form`,
      ],
      ...[address, `${address}/edit`, `${address}/marks`, `${address}/link`, `${home}/results`],
      `${base}/t/${publicId}`,
    ]
    for (const options of [
      { viewport: { width: 1280, height: 900 } },
      { ...phone, colorScheme: 'dark' as const },
    ]) {
      const page = await openPage(browser, { ...options, bypassCSP: true })
      await signIn(page, base)
      for (const url of urls) {
        await page.goto(url)
        t.same(await violations(page), [], url.slice(base.length))
        const excess = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        t.equal(await page.evaluate(excess), 0, 'fits')
      }
      await page.context().close()
    }
  })
})
