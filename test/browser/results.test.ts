import type { Page } from 'playwright-core'
import t from 'tap'
import { anOwner, ownerEmail, ownerPassword, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { aClosedCheck, aSurvey, releasedTableOf } from '../support/released.ts'

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
})
