import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import Fastify from 'fastify'
import t from 'tap'
import { designRoutes } from '../../src/design/routes.ts'
import { launchBrowser } from '../../src/reports/browser.ts'
import { addAssets } from '../../src/web/assets.ts'
import { readCatalogue } from '../../src/web/i18n.ts'
import { addFonts, addSecurityHeaders } from '../../src/web/security.ts'
import { addViews } from '../../src/web/show.ts'

const paths = ['/design', '/design/respondent', '/design/report']
// Each width and each scheme once.
const views = [
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const app = Fastify()
await addSecurityHeaders(app, false)
addAssets(app, false)
await addFonts(app)
await addViews(app, readCatalogue(), { isProduction: false, isDevelopment: false })
await app.register(designRoutes)
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const browser = await launchBrowser()
t.teardown(async () => {
  await browser.close()
  await app.close()
})

for (const path of paths) {
  t.test(`${path} needs no inline style, no inline script and no other host`, async (t) => {
    const { body, statusCode } = await app.inject(path)
    t.equal(statusCode, 200)
    t.notMatch(body, / style="|<style|<script(?! [^>]*src=)| on[a-z]+="|https?:\/\/(?!www\.w3\.org)/)
  })

  t.test(`${path} has no text outside the catalogue`, async (t) => {
    const { body } = await app.inject({ url: path, headers: { 'accept-language': 'en-XA' } })
    const texts = [...body.replace(/<!doctype html>/i, '').matchAll(/>([^<>]*\p{L}{2}[^<>]*)</gu)].map(
      (found) => found[1]?.trim() ?? '',
    )
    const hardWired = texts.filter((text) => !/[⟦⟧]/.test(text) && !/^[\d\s/%,.–−+]*$/.test(text))
    t.same(
      hardWired.filter((text) => !isToken(text) && !isCut(text)),
      [],
    )
  })

  for (const { width, colorScheme } of views) {
    t.test(`${path} is accessible and fits at ${width} px, ${colorScheme}`, async (t) => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      })
      t.teardown(() => context.close())
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      page.on('requestfailed', (request) => problems.push(request.url()))
      await page.goto(address + path)
      await page.evaluate(axe)
      const found = await page.evaluate('axe.run().then((result) => result.violations.map((one) => one.id))')
      t.same(found, [])
      t.same(problems, [])
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
    })
  }
}

t.test('/design shows every chart', async (t) => {
  const { body } = await app.inject('/design')
  t.equal(body.match(/<svg class="chart/g)?.length, 6)
})

// The names of the colours are shown as they stand in the code.
const isToken = (text: string) => /^[a-z]+(-[a-z0-9]+)*$/.test(text)

// A label that a chart wraps or shortens loses a bracket to its next line.
const isCut = (text: string) => text.endsWith('…')
