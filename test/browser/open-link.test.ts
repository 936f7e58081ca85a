import type { Page, Request } from 'playwright-core'
import t, { type Test } from 'tap'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { aBrowser, fillIn, listen, openPage, phone, violations } from '../support/browser.ts'
import { aDraft, anOrganisation, openCheck } from '../support/checks.ts'
import { freshDatabase } from '../support/database.ts'
import { aMailPeer } from '../support/smtp.ts'

async function anOpenLink(t: Test, mode: 'sealed' | 'trial') {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(
    t,
    database,
    mode === 'sealed' ? { mailer: (await aMailPeer(t)).mailer } : {},
  )
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 8, South: 7 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id, { openLink: 'yes' })
  await openCheck(visitor, checkId)
  const row = await database.db
    .selectFrom('checks')
    .select(['open_link as openId', 'directory_words as words'])
    .executeTakeFirstOrThrow()
  const address = await listen(running)
  const count = async (table: 'envelopes' | 'responses') =>
    (await database.db.selectFrom(table).select('check_id').execute()).length
  return { ...row, address, link: `${address}/o/${row.openId}`, count }
}

const kept = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))

t.test('a phone answers by the poster, and leaves nothing on the way or on itself', async (t) => {
  const { link, words, address, count } = await anOpenLink(t, 'sealed')
  const page = await openPage(await aBrowser(t), { ...phone, bypassCSP: true })
  await page.context().addCookies([{ name: 'session', value: 'somebody', url: address }])
  const requests: Request[] = []
  page.on('request', (request) => requests.push(request))
  await page.goto(`${link}#.${words}`)
  await page.locator('[data-plain]').waitFor({ state: 'detached' })
  t.notOk(page.url().includes('#'))
  t.same(await violations(page), [])
  await page.click('[data-ready] button')
  await fillIn(page, 'What the last person wrote')
  t.equal(await kept(page), '[{},{}]', 'not even while it is filled in')
  t.match(await page.textContent('[data-once]'), 'cannot be looked at, changed or taken back')
  t.same(await violations(page), [])
  await page.click('[data-send]')
  await page.locator('[data-outcome="taken"]').waitFor()
  t.equal(await count('envelopes'), 1)
  t.equal(await page.locator('[data-show-receipt]').count(), 0)
  t.equal(await kept(page), '[{},{}]')
  t.same(await violations(page), [])
  const submit = requests.find((request) => request.url().endsWith('/submit'))
  const headers = (await submit?.allHeaders()) ?? {}
  t.same([headers.cookie, headers.referer], [undefined, undefined])
  const body = submit?.postData() ?? ''
  t.same(Object.keys(JSON.parse(body)).sort(), ['envelope', 'kiosk', 'm'])
  t.notMatch(body, 'last person')
})

t.test('a phone whose poster names other keys goes no further', async (t) => {
  const { link, words, count } = await anOpenLink(t, 'sealed')
  const page = await openPage(await aBrowser(t), phone)
  const [first, ...others] = (words ?? '').split('-')
  await page.goto(`${link}#.${[...others, first].join('-')}`)
  await page.click('[data-ready] button')
  await page.getByText('This page will not go on').waitFor()
  t.equal(await page.locator('[data-answers]').count(), 0)
  await page.goto('about:blank')
  await page.goto(link)
  await page.getByText((words ?? '').replaceAll('-', ' ')).waitFor()
  t.equal(await count('envelopes'), 0)
})

for (const mode of ['sealed', 'trial'] as const)
  t.test(`a shared device goes back to its start and forgets (${mode})`, async (t) => {
    const { link, count } = await anOpenLink(t, mode)
    const page = await openPage(await aBrowser(t), {
      viewport: { width: 1024, height: 768 },
      bypassCSP: true,
    })
    const start = `${link}/kiosk`
    await page.clock.install()
    await page.goto(start)
    await page.click('[data-ready] button')
    await fillIn(page, 'What the last person wrote')
    await page.clock.runFor(151_000)
    await page.getByRole('alertdialog').waitFor()
    t.same(await violations(page), [])
    await page.getByRole('alertdialog').locator('button').click()
    t.equal(await page.getByRole('alertdialog').count(), 0)
    t.match(await page.inputValue('textarea'), 'What the last person wrote', 'whoever is there goes on')
    await page.click('[data-send]')
    await page.locator('[data-outcome="taken"]').waitFor()
    t.equal(await count(mode === 'sealed' ? 'envelopes' : 'responses'), 1)
    t.same(await violations(page), [])
    await page.clock.runFor(21_000)
    await page.locator('[data-enter]').waitFor()
    t.equal(page.url(), start)

    await page.click('[data-ready] button')
    await fillIn(page, 'What the last person wrote')
    await page.clock.runFor(181_000)
    await page.locator('[data-enter]').waitFor()
    t.notMatch(await page.content(), 'What the last person wrote')
    t.equal(await kept(page), '[{},{}]')
    await page.goBack().catch(() => null)
    t.notMatch(await page.content(), 'What the last person wrote')
    t.equal(await count(mode === 'sealed' ? 'envelopes' : 'responses'), 1, 'nobody pressed Send for them')
  })

t.test('without scripts the same answers arrive', async (t) => {
  const { link, count } = await anOpenLink(t, 'sealed')
  const page = await openPage(await aBrowser(t), { ...phone, javaScriptEnabled: false })
  await page.goto(link)
  t.match(await page.textContent('[data-plain]'), 'the server seals your answers itself')
  await page.click('[data-enter] button')
  for (const fieldset of await page.locator('[data-step="statements"] fieldset').all())
    await fieldset.locator('input[type=radio]').first().check()
  await page.click('[data-send]')
  await page.locator('.errors').waitFor()
  await page.check('[name=noneKnown]')
  await page.locator('details').first().evaluate('(each) => { each.open = true }')
  await page.locator('[data-step="serves"] input[type=radio]').first().check()
  await page.click('[data-send]')
  await page.locator('[data-outcome="taken"]').waitFor()
  t.equal(await count('envelopes'), 1)
})
