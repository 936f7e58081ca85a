import type { Page } from 'playwright-core'
import t from 'tap'
import type { ReleasedThemes } from '../../src/domain/disclosure/released-themes.ts'
import { loadExample } from '../../src/example/load-example.ts'
import { anOwner, ownerEmail, ownerPassword, signedIn, startApp, type Visitor } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { aDraft, anOpenCheck, anOrganisation, openCheck } from '../support/checks.ts'
import { freshDatabase } from '../support/database.ts'

// Every page that can be reached by links from the start, on the example, a draft and an open check.

const anId = /[0-9a-f]{8}-[0-9a-f-]{27}/g
const notPages = /\.(pdf|svg|csv|ics)$|^\/app\/sign-out/

function linksOn(body: string): string[] {
  return [...body.matchAll(/href="(\/(?:app|trust)[^"#]*)/g)].map(([, path]) =>
    (path ?? '').replaceAll('&amp;', '&'),
  )
}

/** The kind of a page: its address without ids and numbers. */
function kindOf(path: string): string {
  return path
    .replace(/\?.*$/, '')
    .replaceAll(anId, ':id')
    .replace(/\/[A-Z]\d$/, '/:item')
}

type Found = { readonly path: string; readonly body: string }

async function crawl(
  visitor: Visitor,
  starts: readonly [string, string, ...string[]],
): Promise<readonly Found[]> {
  const [, open] = starts
  const found: Found[] = []
  const seen = new Set<string>()
  const waiting = [...starts]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    // One of each kind, and each kind of an open check too: empty rooms must not stand for full ones.
    const kind = starts.includes(path) ? path : `${path.startsWith(open) ? open : ''}${kindOf(path)}`
    if (seen.has(kind) || notPages.test(path)) continue
    seen.add(kind)
    const answer = await visitor.get(path, { 'accept-language': 'en-XA' })
    if (answer.location !== null) waiting.push(answer.location)
    if (answer.status !== 200) {
      if (answer.location === null) throw new Error(`${path} answered ${answer.status}.`)
      continue
    }
    found.push({ path, body: answer.body })
    waiting.push(...linksOn(answer.body))
  }
  return found
}

/** What stands on a page outside the brackets of the made-up language, and outside of what the test itself made up. */
function hardWired(body: string): string[] {
  const text = body
    .replaceAll(/<(script|svg)[\s\S]*?<\/\1>/g, ' ')
    // A letter is in the language of who gets it, not of who looks at it.
    .replaceAll(/<article class="letter"[\s\S]*?<\/article>/g, ' ')
    .replaceAll(/<option[^>]*>[^<]*<\/option>/g, ' ')
    .replaceAll(/<textarea[\s\S]*?<\/textarea>/g, ' ')
    .replaceAll(/<[^>]+>/g, '\n')
  let inside = 0
  const outside = [...text].map((letter) => {
    if (letter === '⟦') inside += 1
    const isOutside = inside === 0
    if (letter === '⟧') inside -= 1
    return isOutside ? letter : ''
  })
  return outside
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[a-z]{3}/i.test(line))
}

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/app/sign-in`)
  await page.fill('[name=email]', ownerEmail)
  await page.fill('[name=password]', ownerPassword)
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith('sign-in')), page.click('main button')])
}

t.test('every page that a link leads to', { timeout: 600_000 }, async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  await loadExample(running.deps, scope)
  const visitor = await signedIn(running)
  const { id } = await anOrganisation(scope, {
    teams: { North: 12, South: 11 },
    leaders: 6,
    withoutAddress: 3,
  })
  const open = await aDraft(visitor, id, { openLink: 'yes' })
  await openCheck(visitor, open)
  const paused = await anOpenCheck(visitor, (await anOrganisation(scope, { teams: { West: 9 } })).id)
  await running.deps.db.updateTable('checks').set({ status: 'paused' }).where('id', '=', paused).execute()
  const draft = await aDraft(visitor, (await anOrganisation(scope, { teams: { East: 9 } })).id)
  await visitor.get('/app/organisations')
  await visitor.post(`/app/checks/${draft}/priorities-test/begin`, {})
  const found = await crawl(visitor, [
    '/app/organisations',
    `/app/checks/${open}`,
    `/app/checks/${draft}`,
    `/app/checks/${draft}/sign-off`,
    `/app/checks/${paused}`,
  ])
  t.ok(found.length > 25, `${found.length} kinds of pages were found`)

  t.test('says nothing that is not in the catalogue', async (t) => {
    const known = new Set(await ownWords(running.deps.db))
    for (const { path, body } of found) {
      const left = hardWired(body).filter((line) => !isKnown(line, known))
      t.same(left, [], kindOf(path))
    }
  })

  t.test('is free of what axe finds and never wider than the screen', async (t) => {
    const base = await listen(running)
    const browser = await aBrowser(t)
    for (const options of [
      { viewport: { width: 1280, height: 900 } },
      { ...phone, colorScheme: 'dark' as const },
    ]) {
      const page = await openPage(browser, { ...options, bypassCSP: true })
      await signIn(page, base)
      for (const { path } of found) {
        await page.goto(`${base}${path}`)
        t.same(await violations(page), [], kindOf(path))
        const excess = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        t.equal(await page.evaluate(excess), 0, `${kindOf(path)} fits`)
        t.same(await page.evaluate(outOfSight), [], `${kindOf(path)} keeps all acts in sight`)
      }
      await page.context().close()
    }
  })
})

/** What can be acted on in the rows of a table and lies where only a scroll to the side would show it. */
const outOfSight = `[...document.querySelectorAll('tbody :is(a, button, input, select)')]
  .filter((act) => act.type !== 'hidden' && act.checkVisibility())
  .filter((act) => act.getBoundingClientRect().right > document.documentElement.clientWidth)
  .map((act) => act.outerHTML)`

type Db = Awaited<ReturnType<typeof anOwner>>['db']

/** Names and sentences that people typed or that came from the roster: they stand on pages as they are. */
async function ownWords(db: Db): Promise<string[]> {
  const named = [
    ...(await db.selectFrom('organisations').select('name').execute()),
    ...(await db.selectFrom('teams').select('name').execute()),
    ...(await db.selectFrom('people').select('name').execute()),
    ...(await db.selectFrom('checks').select('name').execute()),
    ...(await db.selectFrom('workspaces').select('name').execute()),
    ...(await db.selectFrom('units').select('name').execute()),
    ...(await db.selectFrom('executives').select('name').execute()),
  ].map(({ name }) => name)
  const addresses = (await db.selectFrom('people').select('email').execute()).map(({ email }) => email ?? '')
  const checks = await db.selectFrom('checks').select(['priorities', 'results_to', 'run_by']).execute()
  const executives = await db.selectFrom('executives').select(['role', 'email']).execute()
  const said = await db.selectFrom('priority_statements').select(['text', 'target', 'team']).execute()
  const steps = await db.selectFrom('coding_events').select('event').execute()
  const begun = steps.flatMap(({ event }) => {
    const { theme } = event as { theme?: string | { name?: string } | null }
    return typeof theme === 'object' && theme?.name !== undefined ? [theme.name] : []
  })
  const texts = (await db.selectFrom('open_texts').select('texts').execute()).flatMap(({ texts }) => texts)
  const coded = await db.selectFrom('released_themes').select('content').execute()
  const released = coded.flatMap(({ content }) => (content as ReleasedThemes).themes.map(({ name }) => name))
  return [
    ...named,
    ...released,
    ...addresses,
    ...texts,
    ...begun,
    ...executives.flatMap(({ role, email }) => [role, email ?? '']),
    ...said.flatMap(({ text, target, team }) => [text, target ?? '', team ?? '']),
    ...checks.flatMap((check) => [
      check.results_to,
      check.run_by,
      ...check.priorities.map(({ text }) => text),
    ]),
    ...(await tracedWords(db)),
  ].map((text) => text.trim())
}

async function tracedWords(db: Db): Promise<string[]> {
  const goals = await db.selectFrom('traced_goals').select(['name', 'stated_by', 'reference']).execute()
  const interviews = await db
    .selectFrom('trace_interviews')
    .select(['role', 'team', 'said', 'work'])
    .execute()
  return [
    ...goals.flatMap(({ name, stated_by, reference }) => [name, stated_by, ...Object.values(reference)]),
    ...interviews.flatMap((row) => Object.values(row)),
  ]
}

/** Whether nothing is left of a line without names, dates, codes and what stands between them. */
function isKnown(line: string, known: ReadonlySet<string>): boolean {
  const longestFirst = [...known].filter((word) => word !== '').sort((a, b) => b.length - a.length)
  let left = line.replaceAll('&amp;', '&').replaceAll('&#x27;', "'")
  if (known.has(left)) return true
  for (const word of longestFirst) left = left.replaceAll(word, ' ')
  return !/\p{L}/u.test(
    left
      .replaceAll(/\d{1,2} \p{Lu}\p{Ll}+( \d{4})?( at \d\d:\d\d)?/gu, ' ')
      .replaceAll(/([0-9A-Z]{4}-){3}[0-9A-Z]{4}|https?:\S*|\b[0-9a-f]{64}\b/g, ' ')
      .replaceAll(/\b(and|directly|English|All staff|Leadership team)\b/g, ' '),
  )
}
