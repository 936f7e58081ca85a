import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Test } from 'tap'
import { launchBrowser } from '../../src/reports/browser.ts'
import type { TestApp } from './app.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

export async function aBrowser(t: Test): Promise<Browser> {
  const browser = await launchBrowser()
  t.teardown(() => browser.close())
  return browser
}

/** Where the application listens, for a browser. */
export async function listen({ app }: TestApp): Promise<string> {
  return app.listen({ host: '127.0.0.1', port: 0 })
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

/** What axe finds wrong on the page as it stands, as one line each; needs a context with `bypassCSP`. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      }
    ).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // What is right need not be described.
      resultTypes: ['violations'],
    }),
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}

/** A survey from the first question to the last, as a person would; stops before Send. */
export async function fillIn(page: Page, obstacle: string): Promise<void> {
  const step = page.locator('[data-step]:not([hidden])')
  await step.waitFor()
  for (;;) {
    const kind = await step.getAttribute('data-step')
    if (kind === 'statements' || kind === 'serves')
      for (const fieldset of await step.locator('fieldset').all())
        await fieldset.locator('input[type=radio]').first().check()
    if (kind === 'named') await step.locator('input[type=text]').first().fill('A faster first payment')
    if (kind === 'obstacle') return step.locator('textarea').fill(obstacle)
    await page.click('[data-send]')
  }
}
