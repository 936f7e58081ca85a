import type { Browser, Page } from 'playwright-core'
import t from 'tap'
import { anOwner, ownerEmail, ownerPassword, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { aClosedCheck } from '../support/released.ts'

const named = ['Keep them', 'them keep', 'Second warehouse', 'Grow', 'Faster', 'A canteen', 'Hire'].map(
  (text) => ({ side: 'staff' as const, texts: [text] }),
)
const obstacles = ['Plans change each month', 'The plans change', 'Nobody decides', 'Old tools'].flatMap(
  (text) => Array.from({ length: 4 }, () => ({ side: 'staff' as const, text })),
)

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/app/sign-in`)
  await page.fill('[name=email]', ownerEmail)
  await page.fill('[name=password]', ownerPassword)
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith('sign-in')), page.click('main button')])
}

/** Presses keys and waits until the server has taken as many steps. */
async function press(page: Page, keys: readonly string[], revision: number): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
  await page.waitForSelector(`#desk[data-revision="${revision}"]`)
}

async function signedInPage(browser: Browser, base: string): Promise<{ page: Page; refused: string[] }> {
  const page = await openPage(browser)
  const refused: string[] = []
  page.on('console', (line) => line.type() === 'error' && refused.push(line.text()))
  await signIn(page, base)
  return { page, refused }
}

t.test('coding in a browser', { timeout: 150_000 }, async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  const { checkId } = await aClosedCheck(scope, { named, obstacles })
  const base = await listen(running)
  const browser = await aBrowser(t)
  const coding = `${base}/app/checks/${checkId}/coding`

  await t.test('texts are assigned with one key each, under the page’s own security policy', async (t) => {
    const { page, refused } = await signedInPage(browser, base)
    await page.goto(`${coding}/q1`)
    await press(page, ['j', '1', '2', '3', '0'], 4)
    t.match(await page.textContent('.progress'), '4 of 7')
    t.equal(await page.locator('.statements li').count(), 3)
    t.ok(
      await page.evaluate("document.activeElement.matches('.statements input')"),
      'the next text has the focus',
    )
    await press(page, ['u'], 5)
    t.match(await page.textContent('.progress'), '3 of 7')
    await press(page, ['j', 'x', 'j', 'x', '1'], 6)
    t.match(await page.textContent('.progress'), '5 of 7', 'what is ticked goes together')
    t.match(await page.textContent('#said'), '5 of 7', 'and is said')
    await page.keyboard.press('?')
    t.equal(await page.locator('#keys').getAttribute('open'), '')
    t.same(refused, [])
    await page.context().close()
  })

  await t.test('a suggestion is one key, typing in a field is typing', async (t) => {
    const { page, refused } = await signedInPage(browser, base)
    await page.goto(`${coding}/q2`)
    await page.fill('[data-suggestion] input[name=name]', 'Plans, 1 2 a u')
    await page.focus('.statements input')
    await press(page, ['a'], 1)
    t.match(await page.textContent('.themes'), 'Plans, 1 2 a u')
    t.match(await page.textContent('.progress'), '8 of 16')
    await page.fill('#bar-name', '')
    await page.focus('#bar-name')
    await page.keyboard.type('a1u?')
    t.equal(await page.inputValue('#bar-name'), 'a1u?')
    t.same(refused, [])
    await page.context().close()
  })

  await t.test('steps wait while there is no connection, and none is lost', async (t) => {
    const { page } = await signedInPage(browser, base)
    await page.goto(`${coding}/q2`)
    await page.context().setOffline(true)
    for (const key of ['j', '1', '0']) await page.keyboard.press(key)
    await page.waitForSelector('#offline:not([hidden])')
    await page.context().setOffline(false)
    await page.waitForSelector('#desk[data-revision="3"]')
    t.match(await page.textContent('.progress'), '16 of 16')
    await page.waitForSelector('#offline', { state: 'hidden' })
    await page.context().close()
  })

  await t.test('is free of what axe finds, and never wider than the screen', async (t) => {
    for (const options of [
      { viewport: { width: 1280, height: 900 } },
      { ...phone, colorScheme: 'dark' as const },
    ]) {
      const page = await openPage(browser, { ...options, bypassCSP: true })
      await signIn(page, base)
      await page.goto(`${coding}/q2?show=all`)
      const theme = await page.locator('.themes a').first().getAttribute('href')
      const pages = [
        ...[
          '/q1',
          '/q2',
          '/q2?show=all',
          '/q2/second',
          '/q2/second?handedOver=yes',
          '/q2/freeze',
          '/priorities',
        ].map((path) => `${coding}${path}`),
        `${base}${theme}`,
      ]
      for (const url of pages) {
        await page.goto(url)
        t.same(await violations(page), [], url.slice(base.length))
        const excess = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        t.equal(await page.evaluate(excess), 0, 'fits')
      }
      await page.context().close()
    }
  })
})
