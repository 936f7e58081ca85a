import type { Page } from 'playwright-core'
import t from 'tap'
import { anOwner, ownerEmail, ownerPassword, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { aClosedCheck, aSurvey, releasedTableOf } from '../support/released.ts'

const named = ['Keep them', 'them keep', 'Second warehouse', 'Grow', 'Faster', 'A canteen', 'Hire'].map(
  (text) => ({
    side: 'staff' as const,
    texts: [text],
  }),
)

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/app/sign-in`)
  await page.fill('[name=email]', ownerEmail)
  await page.fill('[name=password]', ownerPassword)
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith('sign-in')), page.click('main button')])
}

t.test('the survey’s results in a browser', { timeout: 120_000 }, async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  const before = await aClosedCheck(scope, { name: 'Q3 2026', closedAt: '2026-08-15T21:59:00Z' })
  const { checkId } = await aClosedCheck(scope, {
    named,
    organisationId: before.organisationId,
    table: releasedTableOf(aSurvey),
  })
  const base = await listen(running)
  const browser = await aBrowser(t)
  const survey = `${base}/app/checks/${checkId}/survey`
  const pages = [
    survey,
    `${survey}?show=rest`,
    `${survey}/items/S1`,
    `${survey}/priorities`,
    `${survey}/rounds`,
    `${base}/app/method`,
  ]

  t.test('is free of what axe finds, and never wider than the screen', async (t) => {
    for (const options of [
      { viewport: { width: 1280, height: 900 } },
      { ...phone, colorScheme: 'dark' as const },
    ]) {
      const page = await openPage(browser, { ...options, bypassCSP: true })
      await signIn(page, base)
      for (const url of pages) {
        await page.goto(url)
        t.same(await violations(page), [], url.slice(base.length))
        const excess = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        t.equal(await page.evaluate(excess), 0, 'fits')
      }
      await page.context().close()
    }
  })

  t.test('texts are assigned with one key each, under the page’s own security policy', async (t) => {
    const page = await openPage(browser)
    const refused: string[] = []
    page.on('console', (line) => line.type() === 'error' && refused.push(line.text()))
    await signIn(page, base)
    await page.goto(`${survey}/priorities`)
    await page.locator('table.assign select').first().focus()
    const blocks = await page.locator('select[name^=block-]').count()
    for (const key of ['1', '2', '3', 'n', 'c', '1'].slice(0, blocks)) await page.keyboard.press(key)
    await Promise.all([page.waitForURL(/#lock$/), page.click('form button.button:has-text("Save")')])
    t.match(await page.content(), '7 of 7 texts assigned')
    const chosen = await page
      .locator('select[name^=block-]')
      .evaluateAll((lists) => lists.map((list) => (list as unknown as { value: string }).value))
    t.same(chosen, ['p1', 'p2', 'p3', 'none', 'unclear', 'p1'].slice(0, blocks))
    t.same(refused, [])
  })
})
