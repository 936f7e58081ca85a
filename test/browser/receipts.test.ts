import type { Page } from 'playwright-core'
import t from 'tap'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { aSurvey } from '../support/survey.ts'

/** From the first question to the last; tells which kinds of questions were asked. Stops before Send. */
async function fillIn(page: Page, share: string): Promise<readonly string[]> {
  await page.locator('[data-step]:not([hidden])').waitFor()
  const kinds: string[] = []
  for (;;) {
    const step = page.locator('[data-step]:not([hidden])')
    const kind = (await step.getAttribute('data-step')) ?? ''
    kinds.push(kind)
    if (kind === 'statements' || kind === 'serves')
      for (const fieldset of await step.locator('fieldset').all())
        await fieldset.locator('input[type=radio]').first().check()
    if (kind === 'named') await step.locator('input[type=text]').first().fill('A faster first payment')
    if (kind === 'estimates')
      for (const select of await step.locator('select').all()) await select.selectOption(share)
    const isLast = (await page.locator('[data-step]').last().getAttribute('hidden')) === null
    if (isLast) return kinds
    await page.click('[data-send]')
  }
}

t.test('a leader replaces answers and estimates, and sees whose survey it is', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const wanted = { sealed: true, teams: { North: 8 }, leaders: 5 }
  const check = await aSurvey(running, await anOwner(running), wanted)
  const leader = check.people.find(({ isLeader }) => isLeader)
  const others = check.people.filter((person) => person !== leader)
  if (leader === undefined) throw new Error('Nobody was invited.')
  const text = await directoryOf(running, check)
  for (const person of others) await answerSealed(postTo(running), text, { check, person })

  const address = await listen(running)
  const page = await openPage(await aBrowser(t), { ...phone, bypassCSP: true })
  await page.goto(`${address}/i/${check.publicId}#${leader.token}.${check.words}`)
  await page.click('[data-begin]')
  t.ok((await fillIn(page, '10')).includes('estimates'))
  await page.click('[data-send]')
  await page.click('[data-show-receipt]')
  await page.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){13}$/).waitFor()
  const receipt = (await page.textContent('[data-receipt-text]')) ?? ''

  await page.goto(`${address}/i/${check.publicId}/receipt`)
  await page.getByText(check.words.replaceAll('-', ' ')).waitFor()
  t.same(await violations(page), [])
  await page.fill('#field-receipt', receipt)
  const asked = page.waitForRequest((request) => request.url().endsWith('/again'))
  await page.click('[data-again]')
  t.notOk(
    (await asked).postData()?.includes(receipt.slice(0, 9)),
    'the receipt itself is not shown to anybody',
  )
  t.ok((await fillIn(page, '100')).includes('estimates'), 'asked for estimates once more')
  await page.click('[data-send]')
  await page.locator('[data-outcome="taken"]').waitFor()

  t.equal(await closeSurvey(running.deps, check), 'closed')
  const { content } = await database.db
    .selectFrom('released_tables')
    .select('content')
    .executeTakeFirstOrThrow()
  const { estimates } = content as ReleasedTable
  t.match(estimates.S1, { leaders: 5, mean: 75 }, 'four times 70 and the replaced 100')
})
