import t from 'tap'
import { anOwner, ownerEmail, ownerPassword, signedIn, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { aDraft, anOpenCheck, anOrganisation } from '../support/checks.ts'
import { freshDatabase } from '../support/database.ts'

t.test('the pages of a round are accessible and fit a phone', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const open = await anOrganisation(scope, { teams: { North: 25, South: 3 }, leaders: 5, withoutAddress: 2 })
  const later = await anOrganisation(scope, { teams: { North: 9 }, leaders: 2 })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, open.id)
  const draft = await aDraft(visitor, later.id)
  for (const [day, band] of [
    ['2026-11-21', 40],
    ['2026-11-22', 60],
  ] as const)
    await database.db
      .insertInto('participation')
      .values({ workspace_id: scope.workspaceId, check_id: checkId, day, unit_id: null, band })
      .execute()
  const address = await listen(running)
  const browser = await aBrowser(t)
  const paths = [
    `/app/organisations/${later.id}/checks/new`,
    `/app/checks/${draft}`,
    `/app/checks/${draft}/sign-off`,
    ...['', '/groups', '/messages', '/cards', '/close', '/extend'].map(
      (page) => `/app/checks/${checkId}${page}`,
    ),
    '/app/outbox',
  ]
  for (const options of [phone, { colorScheme: 'dark' as const }]) {
    const page = await openPage(browser, { ...options, bypassCSP: true })
    await page.goto(`${address}/app/sign-in`)
    await page.fill('#field-email', ownerEmail)
    await page.fill('#field-password', ownerPassword)
    await page.click('form[action="/app/sign-in"] button')
    for (const path of paths) {
      await page.goto(address + path)
      t.same(await violations(page), [], path)
      const isTooWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
      t.notOk(isTooWide, `${path} fits`)
    }
    await page.goto(`${address}/app/checks/${checkId}/cards`)
    await page.click('main form button')
    t.same(await violations(page), [], 'the cards')
    await page.context().close()
  }
})

t.test('the progress of sending moves by itself and survives a reload', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const { db } = database
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9 } })
  const checkId = await anOpenCheck(await signedIn(running), id)
  const messages = await db.selectFrom('messages').select('id').execute()
  const sent = async (count: number) => {
    const done = messages.slice(0, count).map((message) => message.id)
    await db.updateTable('messages').set({ status: 'sent' }).where('id', 'in', done).execute()
  }
  await db.updateTable('message_batches').set({ status: 'sending' }).execute()
  await db.updateTable('messages').set({ status: 'waiting' }).execute()
  await sent(2)
  const browser = await aBrowser(t)
  const page = await openPage(browser)
  const address = await listen(running)
  await page.goto(`${address}/app/sign-in`)
  await page.fill('#field-email', ownerEmail)
  await page.fill('#field-password', ownerPassword)
  await page.click('form[action="/app/sign-in"] button')
  await page.goto(`${address}/app/checks/${checkId}`)
  await page.getByText('2 of 9 sent').waitFor()
  await page.reload()
  await page.getByText('2 of 9 sent').waitFor()
  await sent(7)
  await page.getByText('7 of 9 sent').waitFor()
  await sent(9)
  await db.updateTable('message_batches').set({ status: 'done' }).execute()
  await page.getByText('Being sent').waitFor({ state: 'detached' })
  t.pass('the page says that it is done')
})
