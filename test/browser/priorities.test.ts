import type { Page, Request } from 'playwright-core'
import t from 'tap'
import { listStatements } from '../../src/instruments/priorities-test/queries.ts'
import { anOwner, ownerEmail, ownerPassword, signedIn, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { allSeal, aPrioritiesTest, codeAll, complete, wayIn } from '../support/priorities.ts'

const marker = 'MARKER-4711'

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value)
}

t.test('an executive writes, comes back on another device, looks everything over and seals', async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  const base = await listen(running)
  const browser = await aBrowser(t)
  const way = await wayIn(running, scope, { checkId: test.checkId, name: 'Leader 1' })
  const link = `${base}/p/${test.publicId}#${way.token}`
  const sent: Request[] = []

  const first = await openPage(browser, { ...phone, bypassCSP: true })
  first.on('request', (request) => sent.push(request))
  await first.goto(link)
  t.notMatch(first.url(), way.token, 'the secret leaves the address bar')
  await first.click('[data-begin]')
  t.same(await violations(first), [])
  await fill(first, { 'P1-1': `${marker} merchants`, 'P2-1-chosen': 'speed' })
  await first.getByText('Draft kept, locked.').waitFor()
  await first.context().close()

  const second = await openPage(browser, { bypassCSP: true })
  second.on('request', (request) => sent.push(request))
  await second.goto(link)
  await second.getByText('Go on where you stopped').click()
  await second.getByText('Your draft is back.').waitFor()
  t.equal(await second.inputValue('[name="P1-1"]'), `${marker} merchants`)
  const third = await openPage(browser)
  await third.goto(link)
  await third.click('[data-begin]')
  await third.fill('[name="P1-2"]', 'elsewhere')
  await third.getByText('Draft kept, locked.').waitFor()
  await third.context().close()
  await second.fill('[name="P1-3"]', 'here')
  await second.getByText('Not kept until you choose.').waitFor()
  await second.getByRole('button', { name: 'Keep what stands here' }).click()
  await second.getByText('Draft kept, locked.').waitFor()
  await second.fill('[name="P1-3"]', '')
  await second.click('[data-send]')
  t.equal(await second.locator('.errors li').count(), 3, 'a half trade-off and two questions are missing')
  t.same(await violations(second), [])
  await fill(second, { ...complete, 'P1-1': `${marker} merchants`, 'P2-1-over': 'polish' })
  await second.check('[name=role]')
  await second.click('[data-send]')
  const review = second.locator('[data-review]')
  t.match(await review.innerText(), 'We choose speed over polish')
  t.same(await violations(second), [])
  await second.getByRole('button', { name: 'Change something' }).click()
  await second.fill('[name="P3-1"]', 'The spring fair')
  await second.click('[data-send]')
  await second.route(
    '**/seal',
    (route) => route.fulfill({ status: 429, body: '<main><h1>Too many</h1></main>' }),
    {
      times: 1,
    },
  )
  await second.getByRole('button', { name: 'Seal my answers' }).click()
  await second.getByRole('button', { name: 'Show what I typed' }).click()
  t.match(await review.innerText(), 'The spring fair', 'a refusal throws nothing away')
  await second.getByRole('button', { name: 'Seal my answers' }).click()
  await second.getByRole('heading', { name: 'Sealed' }).waitFor()
  await second.goto(link)
  await second.getByText('sealed already').waitFor()

  const bodies = sent.map((request) => `${request.url()} ${request.postData() ?? ''}`)
  t.notOk(
    bodies.some((body) => body.includes(marker) || body.includes(way.token)),
    'nothing readable is sent',
  )
  t.notOk(
    sent.some(
      (request) => request.headers().cookie !== undefined || request.headers().referer?.includes('/p/'),
    ),
  )

  await allSeal(running, scope, { test: { ...test }, answers: [] })
  for (const name of ['Leader 2', 'Leader 3']) {
    const { code } = await wayIn(running, scope, { checkId: test.checkId, name })
    const page = await openPage(browser)
    await page.goto(`${base}/p/${test.publicId}`)
    await page.fill('[name=code]', code)
    await Promise.all([page.waitForURL(/form$/), page.click('[data-code] button')])
    await page.getByText('finish in one go').waitFor()
    await fill(page, complete)
    await page.click('[data-send]')
    await page.getByRole('button', { name: 'Seal my answers' }).click()
    await page.getByRole('heading', { name: 'Sealed' }).waitFor()
    await page.context().close()
  }
  await visitor.get(test.room)
  await visitor.post(`${test.room}/break`, { name: 'Q4 2026' })
  const texts = (await listStatements(scope, test.checkId)).map(({ text }) => text)
  t.equal(texts.length, 11)
  t.ok(texts.includes('The spring fair'), 'what the browser sealed is what is opened')
})

t.test('without scripts one page is enough', async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  const base = await listen(running)
  const browser = await aBrowser(t)
  const { code } = await wayIn(running, scope, { checkId: test.checkId, name: 'Leader 1' })
  const page = await openPage(browser, { javaScriptEnabled: false })
  await page.goto(`${base}/p/${test.publicId}`)
  await page.fill('[name=code]', code)
  await page.click('[data-code] button')
  t.match(await page.innerText('main'), 'the server seals your answers')
  await fill(page, complete)
  await page.click('[data-send]')
  t.match(await page.innerText('main'), 'Your answers are sealed')
})

t.test('the workshop’s screen saves itself and does not overwrite another desk', async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  const against = { ...complete, 'P1-1': 'Ireland', 'P3-1': 'Merchants' }
  await allSeal(running, scope, { test, answers: [{ ...complete, 'P1-1': 'Merchants' }, against, complete] })
  await visitor.post(`${test.room}/break`, { name: 'Q4 2026' })
  await codeAll(scope, test.checkId, (text) => (/merchant/i.test(text) ? 'Merchants' : 'Others'))
  const base = await listen(running)
  const browser = await aBrowser(t)
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${base}/app/sign-in`)
  await page.fill('[name=email]', ownerEmail)
  await page.fill('[name=password]', ownerPassword)
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith('sign-in')), page.click('main button')])
  const live = `${base}${test.room}/workshop/live/1`
  await page.goto(live)
  t.same(await violations(page), [])
  const other = await context.newPage()
  await other.goto(live)
  await page.fill('#field-text', 'Merchants first')
  await page.getByText('Saved').waitFor()
  await other.fill('#field-text', 'Merchants later')
  await other.getByText('Somebody else has changed this screen').waitFor()
  await other.getByRole('button', { name: 'Save' }).last().click()
  await other.getByText('Somebody else has written here since').waitFor()
  t.match(await other.innerText('main'), 'Merchants first')
  t.equal(await other.inputValue('#field-text'), 'Merchants later')
  await page.reload()
  t.equal(await page.inputValue('#field-text'), 'Merchants first', 'nothing was overwritten')
  const [session] = await Promise.all([context.cookies(), context.clearCookies()])
  await page.fill('#field-text', 'Merchants, whatever comes')
  await page.getByText('You are signed out').waitFor()
  await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith('/app/sign-in')),
    page.getByRole('button', { name: 'Next' }).click(),
  ])
  const link = page.getByRole('link', { name: 'Sign in in another tab' })
  t.match(await link.getAttribute('href'), '/app/sign-in')
  t.equal(await page.inputValue('#field-text'), 'Merchants, whatever comes', 'the words stay')
  await context.addCookies(session)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  t.equal(await page.inputValue('#field-text'), 'Merchants, whatever comes')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.waitForURL(/live\/2$/)
  for (const path of ['results', 'workshop']) {
    await page.goto(`${base}${test.room}/${path}`)
    t.same(await violations(page), [], path)
  }
  const sheet = await page.pdf({ format: 'A4' })
  t.equal(sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 2, 'the sheet prints on two pages')
})
