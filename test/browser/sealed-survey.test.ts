import type { Browser, Page, Request } from 'playwright-core'
import t, { type Test } from 'tap'
import { anOwner, startApp } from '../support/app.ts'
import { aBrowser, fillIn, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { aSurvey, type SurveyCheck } from '../support/survey.ts'

async function aSealedSurvey(t: Test) {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const check = await aSurvey(running, await anOwner(running), { sealed: true })
  const address = await listen(running)
  const counts = async () => {
    const marks = await database.db.selectFrom('spent_marks').select(['mark', 'is_withdrawn']).execute()
    const issued = await database.db
      .selectFrom('invitations')
      .select('id')
      .where('blinded_hash', 'is not', null)
      .execute()
    return {
      issued: issued.length,
      marks: marks.length,
      withdrawn: marks.filter((row) => row.is_withdrawn).length,
    }
  }
  const linkOf = (at: number, words = check.words) =>
    `${address}/i/${check.publicId}#${check.people[at]?.token}.${words}`
  return { check, address, counts, linkOf }
}

async function begin(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.click('[data-begin]')
  await page.locator('[data-step]:not([hidden])').waitFor()
}

const kept = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))

async function phonePage(browser: Browser): Promise<Page> {
  return openPage(browser, { ...phone, bypassCSP: true })
}

t.test('a real browser answers, and what it submits tells nobody who sent it', async (t) => {
  const { check, counts, linkOf, address } = await aSealedSurvey(t)
  const page = await phonePage(await aBrowser(t))
  const requests: Request[] = []
  page.on('request', (request) => requests.push(request))
  await page.context().addCookies([{ name: 'session', value: 'somebody', url: address }])
  await begin(page, linkOf(0))
  t.notOk(page.url().includes('#'), 'the secret has left the address bar')
  t.same(await violations(page), [])
  await fillIn(page, 'Too many tools, größtenteils')
  t.match(await page.textContent('[data-once]'), 'With the receipt')
  t.same(await counts(), { issued: 0, marks: 0, withdrawn: 0 }, 'nothing is used before Send')
  await page.click('[data-send]')
  await page.locator('[data-outcome="taken"]').waitFor()
  t.same(await counts(), { issued: 1, marks: 1, withdrawn: 0 })

  const sizes = await Promise.all(
    requests.map(async (request) => ({
      isScript: request.resourceType() === 'script',
      bytes: (await request.sizes()).responseBodySize,
    })),
  )
  const weigh = (parts: typeof sizes) => parts.reduce((sum, { bytes }) => sum + bytes, 0)
  t.ok(weigh(sizes) < 100_000, `${weigh(sizes)} bytes came over the line`)
  const scripts = weigh(sizes.filter(({ isScript }) => isScript))
  t.ok(scripts > 5_000 && scripts < 20_000, `${scripts} of them scripts`)

  const submit = requests.find((request) => request.url().endsWith('/submit'))
  const headers = (await submit?.allHeaders()) ?? {}
  t.same([headers.cookie, headers.referer], [undefined, undefined])
  const body = submit?.postData() ?? ''
  t.same(Object.keys(JSON.parse(body)).sort(), ['envelope', 'm', 'signature'])
  const sent = `${submit?.url()} ${body} ${JSON.stringify(headers)}`
  for (const secret of [check.people[0]?.token ?? '', check.people[0]?.id ?? '', 'Too many tools'])
    t.notOk(sent.includes(secret))
  for (const request of requests) t.notOk(request.url().includes(check.people[0]?.token ?? ''))
  t.equal(await kept(page), '[{},{}]', 'nothing stays on the device')

  await page.click('[data-show-receipt]')
  await page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){13}$/).waitFor()
  const receipt = (await page.textContent('[data-receipt-text]')) ?? ''
  t.same(await violations(page), [])
  await page.goto(`${address}/i/${check.publicId}/receipt`)
  t.same(await violations(page), [])
  await page.fill('#field-receipt', 'NOT-A-RECEIPT')
  await page.click('[data-again]')
  await page.getByText('not a complete receipt').waitFor()
  await page.fill('#field-receipt', receipt.toLowerCase())
  await page.click('[data-again]')
  await page.locator('[data-step]:not([hidden])').waitFor()
  await fillIn(page, 'Too many tools, größtenteils')
  await page.click('[data-send]')
  await page.locator('[data-outcome="taken"]').waitFor()
  await page.goto(`${address}/i/${check.publicId}/receipt`)
  await page.fill('#field-receipt', receipt)
  await page.click('[data-withdraw]')
  await page.getByText('Withdraw for good').click()
  await page.getByText('Your answers are withdrawn').waitFor()
  t.same(await counts(), { issued: 1, marks: 1, withdrawn: 1 })
})

for (const lost of ['issue', 'submit'] as const)
  t.test(`a connection lost at ${lost}, and a page closed, go on from the device`, async (t) => {
    const { counts, linkOf } = await aSealedSurvey(t)
    const page = await phonePage(await aBrowser(t))
    await begin(page, linkOf(0))
    await fillIn(page, 'Too many tools, größtenteils')
    // The server hears it, and its answer never comes back.
    await page.route(`**/${lost}`, async (route) => {
      await route.fetch().catch(() => null)
      await route.abort()
    })
    await page.click('[data-send]')
    await page.getByText('There is no connection').waitFor()
    const after = { issued: 1, marks: lost === 'submit' ? 1 : 0, withdrawn: 0 }
    t.same(await counts(), after)
    const context = page.context()
    await page.close()
    const again = await context.newPage()
    await again.goto(linkOf(0))
    await again.getByText('have not arrived yet').waitFor()
    await again.click('form button')
    await again.locator('[data-outcome="taken"]').waitFor()
    t.same(await counts(), { issued: 1, marks: 1, withdrawn: 0 }, 'exactly once')
    t.equal(await kept(again), '[{},{}]')
    // The same address with another fragment would not load the page anew.
    await again.goto('about:blank')
    await again.goto(linkOf(0))
    await again.getByText('already been used').waitFor()
    t.match(await again.getByRole('link', { name: 'Use a receipt' }).getAttribute('href'), /\/receipt$/)
  })

t.test('a shared device keeps nothing, and other keys are refused', async (t) => {
  const { linkOf, counts, check } = await aSealedSurvey(t)
  const page = await phonePage(await aBrowser(t))
  await page.goto(linkOf(0))
  await page.locator('[data-begin]').waitFor()
  await page.check('[data-shared]')
  await page.click('[data-begin]')
  await fillIn(page, 'Too many tools, größtenteils')
  t.equal(await kept(page), '[{},{}]')
  await page.click('[data-send]')
  await page.locator('[data-outcome="taken"]').waitFor()
  t.equal(await kept(page), '[{},{}]')

  const other = await phonePage(page.context().browser() as Browser)
  await other.goto(linkOf(1, otherWords(check)))
  await other.getByText('the keys that the server handed out').waitFor()
  t.equal(await other.locator('[data-begin]:visible').count(), 0)
  t.same(await counts(), { issued: 1, marks: 1, withdrawn: 0 })
})

t.test('without scripts the code is enough, and the page says what that means', async (t) => {
  const { check, address, counts } = await aSealedSurvey(t)
  const page = await openPage(await aBrowser(t), { javaScriptEnabled: false })
  await page.goto(`${address}/i/${check.publicId}`)
  await page.getByText('one server handles your code and your answers together').waitFor()
  await page.fill('#field-code', check.people[2]?.code ?? '')
  await page.click('[data-code] button')
  await page.getByText('one server handles your code and your answers together').waitFor()
  for (const fieldset of await page.locator('fieldset:has(input[type=radio])').all())
    if (await fieldset.isVisible()) await fieldset.locator('input[type=radio]').first().check()
  await page.click('summary')
  await page.locator('details input[type=radio]').first().check()
  await page.fill('#field-named1', 'A faster first payment')
  await page.click('[data-send]')
  await page.getByText('Thank you').first().waitFor()
  t.equal(await page.locator('[data-offer]:visible').count(), 0, 'no receipt that nobody could make')
  t.same(await counts(), { issued: 1, marks: 1, withdrawn: 0 })
})

const otherWords = ({ words }: SurveyCheck) => words.split('-').reverse().join('-')
