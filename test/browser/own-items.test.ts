import type { Page } from 'playwright-core'
import t from 'tap'
import { anOwner, ownerEmail, ownerPassword, signedIn, startApp } from '../support/app.ts'
import { aBrowser, fillIn, listen, openPage, phone, violations } from '../support/browser.ts'
import { aDraft, anOrganisation } from '../support/checks.ts'
import { freshDatabase } from '../support/database.ts'
import { aSurvey, ownIdeas, ownTools } from '../support/survey.ts'

const shown = 'fieldset[data-place]:visible'

async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/app/sign-in`)
  await page.fill('#field-email', ownerEmail)
  await page.fill('#field-password', ownerPassword)
  await page.click('form[action="/app/sign-in"] button')
  await page.waitForURL('**/app/organisations')
}

t.test('statements of the organisation’s own, in a browser', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { id } = await anOrganisation(scope, { teams: { Dispatch: 9 } })
  const draft = await aDraft(await signedIn(running), id, { 'own1-en': 'My tools keep me waiting.' })
  const address = await listen(running)
  const browser = await aBrowser(t)
  const saved = async () => {
    const row = await database.db
      .selectFrom('checks')
      .select('own_items')
      .where('id', '=', draft)
      .executeTakeFirstOrThrow()
    return row.own_items.map(({ texts, reversed }) => [texts.en, reversed])
  }

  await t.test('are added and removed one at a time', async (t) => {
    const page = await openPage(browser, { ...phone, bypassCSP: true })
    await signIn(page, address)
    await page.goto(`${address}/app/checks/${draft}/edit`)
    t.equal(await page.locator(shown).count(), 1, 'empty places are put away')
    await page.getByRole('button', { name: 'Add another statement' }).click()
    t.equal(await page.evaluate('document.activeElement.id'), 'field-own2-en')
    await page.keyboard.type('Dispatch keeps me waiting')
    await page.getByLabel('Agreeing is the bad news').nth(1).check()
    t.same(await violations(page), [])
    await page.getByRole('button', { name: 'Save and review' }).click()
    await page.getByRole('link', { name: '“Dispatch” names a team' }).waitFor()
    t.equal(await page.locator(shown).count(), 2)
    t.same(await violations(page), [])
    await page.fill('#field-own2-en', 'I am told too late what matters')
    await page.getByRole('button', { name: 'Remove this statement' }).first().click()
    t.equal(await page.locator(shown).count(), 1)
    await page.getByRole('button', { name: 'Save and review' }).click()
    await page.waitForURL('**/sign-off')
    t.same(await saved(), [['I am told too late what matters.', true]])
    t.same(await violations(page), [])
  })

  await t.test('can all be typed without scripts', async (t) => {
    const page = await openPage(browser, { javaScriptEnabled: false })
    await signIn(page, address)
    await page.goto(`${address}/app/checks/${draft}/edit`)
    t.equal(await page.locator(shown).count(), 5)
    await page.fill('#field-own1-en', '')
    await page.locator('#field-own1-reversed').uncheck()
    await page.fill('#field-own5-en', 'I hear early when plans change.')
    await page.getByRole('button', { name: 'Save and review' }).click()
    await page.waitForURL('**/sign-off')
    t.same(await saved(), [['I hear early when plans change.', false]])
  })

  for (const sealed of [true, false]) {
    await t.test(`are answered in a step of their own, ${sealed ? 'sealed' : 'in a trial'}`, async (t) => {
      const ownItems = [ownIdeas, ownTools]
      const check = await aSurvey(running, scope, { teams: { North: 5 }, ownItems, sealed })
      const [person] = check.people
      const page = await openPage(browser, { ...phone, bypassCSP: true })
      await page.goto(`${address}/i/${check.publicId}#${person?.token}.${check.words}`)
      await page.getByRole('button', { name: 'Begin' }).click()
      const own = page.locator('[data-step]:not([hidden])', { hasText: 'Added by Kestrel Payments' })
      for (let step = 0; step < 4; step += 1) {
        for (const question of await page.locator('fieldset:visible').all())
          await question.locator('input').first().check()
        await page.click('[data-send]')
      }
      await own.getByText('Questions 21 to 22 of 25').waitFor()
      t.same(await violations(page), [])
      await page.getByRole('button', { name: 'Continue' }).click()
      t.equal(await page.getByText('Choose one answer.').count(), 2)
      await fillIn(page, 'Too many tools')
      await page.getByRole('button', { name: 'Send my answers' }).click()
      await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    })
  }

  await t.test('are answered without scripts, on one page', async (t) => {
    const check = await aSurvey(running, scope, { teams: { North: 5 }, ownItems: [ownIdeas] })
    const page = await openPage(browser, { javaScriptEnabled: false })
    await page.goto(`${address}/i/${check.publicId}`)
    await page.getByLabel('Type your code').fill(check.people[0]?.code ?? '')
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByText('Added by Kestrel Payments').waitFor()
    for (const question of await page.locator('fieldset:has([type=radio]):visible').all())
      await question.locator('input').first().check()
    await page.getByLabel('I don’t know any').check()
    await page.locator('summary').click()
    await page.getByLabel('None of them').check()
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const { content } = await database.db
      .selectFrom('responses')
      .select('content')
      .where('check_id', '=', check.checkId)
      .executeTakeFirstOrThrow()
    t.match(content, { items: { X1: 5 } })
  })
})
