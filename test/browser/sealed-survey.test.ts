import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Browser, Page, Request } from 'playwright-core'
import t, { type Test } from 'tap'
import { anOwner, startApp, type TestApp } from '../support/app.ts'
import { aBrowser, fillIn, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { asVersion1, withDirectory } from '../support/sealed.ts'
import { aSurvey, type SurveyCheck } from '../support/survey.ts'

type Change = (running: TestApp, check: SurveyCheck) => Promise<SurveyCheck>

async function aSealedSurvey(t: Test, change: Change = async (_, check) => check) {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const check = await change(running, await aSurvey(running, await anOwner(running), { sealed: true }))
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

/** An organisation of a thousand groups, as most are called. */
const ofAThousand: Change = (running, check) =>
  withDirectory(running, check, (directory) => {
    const [places, works] = [
      ['Graz', 'Leeds', 'Porto', 'Lyon', 'Gdańsk', 'Turin', 'Malmö', 'Ghent', 'Cork', 'Brno'],
      ['Sales', 'Assembly', 'Customer service', 'Quality', 'Warehouse', 'Payroll', 'Legal', 'Tooling'],
    ]
    const others = Array.from({ length: 1_000 - directory.units.length }, (_, at) => ({
      id: randomBytes(32).toString('base64url'),
      name: `${works[at % 8]} ${places[(at >> 3) % 10]} ${Math.floor(at / 80) + 1} and ${places[(at * 7) % 10]} directly`,
      invited: 5 + ((at * 13) % 40),
    }))
    const units = [...directory.units, ...others].sort((a, b) => (a.id < b.id ? -1 : 1))
    return { ...directory, units }
  })

const ways: Readonly<Record<string, Change>> = {
  'a real browser answers': async (_, check) => check,
  'one of a thousand groups answers': ofAThousand,
  'in a check that an earlier version opened a browser answers': asVersion1,
}

for (const [name, change] of Object.entries(ways))
  t.test(`${name}, and what it submits tells nobody who sent it`, async (t) => {
    const { check, counts, linkOf, address } = await aSealedSurvey(t, change)
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
    const directories = requests.filter((request) => request.url().endsWith('/directory'))
    t.equal(directories.length, 1, 'the largest part is loaded once')
    const weigh = (parts: typeof sizes) => parts.reduce((sum, { bytes }) => sum + bytes, 0)
    t.ok(weigh(sizes) < 100_000, `${weigh(sizes)} bytes came over the line`)
    t.comment(`${weigh(sizes)} bytes came over the line`)
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

t.test('what a device kept before pages handed out keys goes on, too', async (t) => {
  const { counts, linkOf } = await aSealedSurvey(t, asVersion1)
  const page = await phonePage(await aBrowser(t))
  await begin(page, linkOf(0))
  await fillIn(page, 'Too many tools, größtenteils')
  await page.route('**/issue', async (route) => {
    await route.fetch().catch(() => null)
    await route.abort()
  })
  await page.click('[data-send]')
  await page.getByText('There is no connection').waitFor()
  await page.evaluate(() => {
    for (const [name, text] of Object.entries(localStorage)) {
      const kept = JSON.parse(text)
      delete kept.sealed.key
      localStorage.setItem(name, JSON.stringify({ ...kept, sealed: { ...kept.sealed, unitId: 'any' } }))
    }
  })
  const context = page.context()
  await page.close()
  const again = await context.newPage()
  await again.goto(linkOf(0))
  await again.getByText('have not arrived yet').waitFor()
  await again.click('form button')
  await again.locator('[data-outcome="taken"]').waitFor()
  t.same(await counts(), { issued: 1, marks: 1, withdrawn: 0 })
})

for (const [what, other] of [
  ['one that the directory does not list', () => publicKeyOfNobody()],
  ['none', () => ''],
  ['what is no key', () => 'no key'],
] as const)
  t.test(`a page that hands out another key is refused before a word is typed: ${what}`, async (t) => {
    const { linkOf, counts } = await aSealedSurvey(t)
    const page = await phonePage(await aBrowser(t))
    await page.route('**/form', async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text()).replace(/data-key="[^"]+"/, `data-key="${other()}"`)
      await route.fulfill({ response: answer, body })
    })
    await page.goto(linkOf(0))
    await page.getByText('the keys that the server handed out').waitFor()
    t.equal(await page.locator('[data-begin]:visible').count(), 0)
    t.same(await counts(), { issued: 0, marks: 0, withdrawn: 0 })
  })

function publicKeyOfNobody(): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
}

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
