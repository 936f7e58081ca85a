import type { Page } from 'playwright-core'
import t from 'tap'
import { anOwner, eventually, ownerEmail, ownerPassword, signedIn, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, violations } from '../support/browser.ts'
import { aDraft, anOpenCheck, anOrganisation, markOn, overviewOf } from '../support/checks.ts'
import { freshDatabase } from '../support/database.ts'
import { aMailPeer } from '../support/smtp.ts'

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/app/sign-in`)
  await page.fill('#field-email', ownerEmail)
  await page.fill('#field-password', ownerPassword)
  await page.click('form[action="/app/sign-in"] button')
  await page.waitForURL('**/app/organisations')
}

t.test('nine code cards are printed on two sheets, none of them cut', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 }, withoutAddress: 9 })
  const checkId = await anOpenCheck(await signedIn(running), id)
  const address = await listen(running)
  const page = await openPage(await aBrowser(t), { bypassCSP: true })
  await signIn(page, address)
  await page.goto(`${address}/app/checks/${checkId}/cards`)
  await page.click('main form button')
  await page.locator('.card').last().waitFor()
  t.same(await violations(page), [])
  await page.emulateMedia({ media: 'print' })
  const isCut = await page.evaluate(
    `[...document.querySelectorAll('.card')].some((card) => card.scrollHeight > card.clientHeight + 1)`,
  )
  t.notOk(isCut)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  t.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 2)
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
  await signIn(page, address)
  await page.goto(`${address}/app/checks/${checkId}`)
  await page.getByText('2 of 9 sent').waitFor()
  await page.reload()
  await page.getByText('2 of 9 sent').waitFor()
  await sent(7)
  await page.getByText('7 of 9 sent').waitFor()
  await sent(9)
  await db.updateTable('message_batches').set({ status: 'done' }).execute()
  await page.getByText('Being sent', { exact: true }).waitFor({ state: 'detached' })
  t.pass('the page says that it is done')
})

t.test('the progress of an opening moves by itself, and ends with the mails that are sent', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const peer = await aMailPeer(t)
  // So that mails are under way for a while: one part of the page goes, and another comes.
  peer.behave(() => 'later')
  const running = await startApp(t, database, { mailer: peer.mailer })
  const teams = Object.fromEntries(Array.from({ length: 24 }, (_, at) => [`Team ${at + 1}`, 5]))
  const { id } = await anOrganisation(await anOwner(running), { teams })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id)
  const page = await openPage(await aBrowser(t), { bypassCSP: true })
  const address = await listen(running)
  await signIn(page, address)
  const mark = markOn(await visitor.get(`/app/checks/${checkId}/sign-off`))
  const answer = visitor.post(`/app/checks/${checkId}/open`, { mark })
  await eventually(async () => (await overviewOf(visitor, checkId)).includes('of 24 keys drawn'))
  await page.goto(`${address}/app/checks/${checkId}`)
  await page.getByText('of 24 keys drawn').waitFor()
  t.same(await violations(page), [])
  await page.reload()
  await page.locator('#timeline').waitFor()
  t.equal(await page.locator('.under-way').count(), 0)
  t.match(await page.locator('.state').textContent(), 'Open since')
  t.equal((await answer).status, 303)
})
