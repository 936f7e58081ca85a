import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import t from 'tap'
import { anOwner, startApp, type TestApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone, violations } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { aSurvey, type Invited, type SurveyCheck } from '../support/survey.ts'

t.test('answering in a browser', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const address = await listen(running)
  const browser = await aBrowser(t)

  const stored = ({ checkId }: SurveyCheck) =>
    database.db.selectFrom('responses').select('content').where('check_id', '=', checkId).execute()
  const visit = { running, browser, address, scope }

  await t.test('on a phone, a step at a time, and nothing is wrong for axe', async (t) => {
    const { page, check, person } = await arrive(visit, { ...phone, bypassCSP: true }, 'leader')
    t.equal(page.url(), `${address}/i/${check.publicId}`, 'the secret has left the address bar')
    t.match(
      await page.textContent('main'),
      'You count in the group “Leadership team”. 6 people were invited in it.',
    )
    t.same(await violations(page), [])
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    t.equal(await focused(page), 'S1', 'the first open question has the focus')
    t.equal(await page.getByText('Choose one answer.').count(), 5)
    t.same(await violations(page), [])
    await answerStatements(page)
    t.same(await violations(page), [])
    await page.getByLabel('Priority 1').fill('Pay faster')
    await goOn(page)
    t.same(await violations(page), [])
    await page.getByLabel('Win ten customers in Norway').check()
    await goOn(page)
    await page.getByLabel('What most often gets in the way').fill('Too many tools')
    await goOn(page)
    t.same(await violations(page), [])
    for (const button of ['Continue', 'Continue', 'Send my answers']) {
      for (const share of await page.locator('select:visible').all()) await share.selectOption('60')
      await page.getByRole('button', { name: button }).click()
    }
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    t.same(await violations(page), [])
    t.equal(await kept(page), 0, 'the device keeps nothing after the thanks')
    const [response] = await stored(check)
    t.match(response?.content, {
      items: { S1: 4, C8: 4 },
      named: ['Pay faster'],
      lineOfSight: 'p2',
      obstacle: 'Too many tools',
      estimates: { S1: 60, 'all-priorities': 60 },
    })
    await page.goto(`${address}/i/${check.publicId}#${person.token}`)
    await page.getByRole('heading', { name: 'already been used' }).waitFor()
    t.same(await violations(page), [])
  })

  await t.test('with the keyboard alone', async (t) => {
    const { page, check } = await arrive(visit)
    await page.getByRole('button', { name: 'Begin' }).focus()
    await page.keyboard.press('Enter')
    for (let step = 0; step < 4; step++) {
      t.match(await focused(page), /^H2/, 'the heading of the step has the focus')
      for (let question = 0; question < 5; question++) {
        await page.keyboard.press('Tab')
        await page.keyboard.press('Space')
        await page.keyboard.press('ArrowDown')
      }
      await page.keyboard.press('Enter')
    }
    await page.keyboard.press('Tab')
    await page.keyboard.type('Pay faster')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    t.equal(await focused(page), 'H1')
    t.match((await stored(check))[0]?.content, {
      items: { S1: 4, C8: 4 },
      named: ['Pay faster'],
      lineOfSight: 'p1',
    })
  })

  await t.test('without a script, by code, with errors that keep everything', async (t) => {
    const check = await aSurvey(running, scope)
    const page = await openPage(browser, { javaScriptEnabled: false })
    await page.goto(`${address}/i/${check.publicId}`)
    await page.getByLabel('Type your code').fill(check.people[0]?.code.toLowerCase() ?? '')
    await page.getByRole('button', { name: 'Begin' }).click()
    t.notOk(await page.getByText('Win ten customers').isVisible(), 'the agreed priorities are folded away')
    await page.getByLabel('Priority 2').fill('Pay faster')
    await page.getByRole('button', { name: 'Send my answers' }).click()
    t.equal(await page.getByRole('alert').getByRole('link').count(), 21)
    t.equal(await page.getByLabel('Priority 2').inputValue(), 'Pay faster')
    for (const question of await page.locator('fieldset').all()) {
      const agree = question.getByLabel('Agree', { exact: true })
      if ((await agree.count()) > 0) await agree.check()
    }
    await page.getByLabel('Win ten customers').check()
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    t.match((await stored(check))[0]?.content, { named: ['Pay faster'], lineOfSight: 'p2', items: { C8: 4 } })
  })

  await t.test(
    'Back loses nothing, and what was named is locked once the priorities were seen',
    async (t) => {
      const { page } = await arrive(visit)
      await page.getByRole('button', { name: 'Begin' }).click()
      await page.locator('fieldset:visible').first().getByLabel('Strongly disagree').check()
      await answerStatements(page, 'Agree')
      await page.getByLabel('Priority 1').fill('Pay faster')
      await page.getByRole('button', { name: 'Back' }).click()
      await page.getByText('Questions 16 to 20 of 23').waitFor()
      await page.goForward()
      t.ok(await page.getByLabel('Priority 1').isEnabled(), 'not seen yet')
      await goOn(page)
      await page.getByText('Question 22 of 23').waitFor()
      await page.getByRole('button', { name: 'Back' }).click()
      t.ok(await page.getByLabel('Priority 1').isDisabled())
      t.equal(await page.getByLabel('Priority 1').inputValue(), 'Pay faster')
      t.match(await page.textContent('main'), 'this answer can no longer be changed')
      t.same(await page.locator('input:checked').count(), 20, 'nothing of it is lost')
    },
  )

  await t.test(
    'answers survive a reload and a closed tab, and are not shown to another person',
    async (t) => {
      const { page, check, person } = await arrive(visit)
      await page.getByRole('button', { name: 'Begin' }).click()
      await page.locator('fieldset:visible').first().getByLabel('Disagree', { exact: true }).check()
      await page.reload()
      await page.getByRole('button', { name: 'Go on where you stopped' }).click()
      t.ok(await page.locator('fieldset:visible').first().getByLabel('Disagree', { exact: true }).isChecked())

      const context = page.context()
      await page.close()
      const other = await context.newPage()
      await other.goto(`${address}/i/${check.publicId}#${check.people[1]?.token}`)
      await other.getByRole('button', { name: 'Begin', exact: true }).click()
      t.equal(await other.locator('input:checked').count(), 0)

      const again = await context.newPage()
      await again.goto(`${address}/i/${check.publicId}#${person.token}`)
      await again.getByRole('button', { name: 'Go on where you stopped' }).click()
      t.equal(await again.locator('input:checked').count(), 1)
    },
  )

  await t.test('a shared device keeps nothing', async (t) => {
    const { page } = await arrive(visit)
    await page.getByLabel('This is a shared device').check()
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.locator('fieldset:visible').first().getByLabel('Disagree', { exact: true }).check()
    t.match(await page.textContent('main'), 'Nothing is kept on this device')
    t.equal(await kept(page), 0)
    await page.reload()
    await page.getByLabel('Type your code').waitFor()
  })

  await t.test('a lost connection delays the answers and does not double them', async (t) => {
    const { page, check } = await arrive(visit)
    await page.getByRole('button', { name: 'Begin' }).click()
    await answerStatements(page)
    await page.getByLabel('I don’t know any').check()
    await goOn(page)
    await page.getByLabel('None of them').check()
    await goOn(page)
    // The server takes the answers, but the thanks are lost on the way.
    let isLost = true
    await page.route('**/answers', async (route) => {
      if (!isLost) return route.continue()
      isLost = false
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await page.getByText('There is no connection.').waitFor()
    t.equal((await stored(check)).length, 1)
    t.ok((await kept(page)) > 0, 'until it is thanked the device keeps them')
    await page.getByRole('button', { name: 'Try again now' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    t.equal((await stored(check)).length, 1)
    t.equal(await kept(page), 0)
  })

  await t.test('a check that closes meanwhile refuses politely, and nothing typed is lost', async (t) => {
    const { page, check } = await arrive(visit, { bypassCSP: true })
    await page.getByRole('button', { name: 'Begin' }).click()
    await answerStatements(page)
    await page.getByLabel('Priority 1').fill('Pay faster')
    await goOn(page)
    await page.getByLabel('None of them').check()
    await goOn(page)
    await database.db
      .updateTable('checks')
      .set({ status: 'closing' })
      .where('id', '=', check.checkId)
      .execute()
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await page.getByRole('heading', { name: 'This survey is closed' }).waitFor()
    t.match(await page.textContent('main'), 'still on this device')
    t.same(await violations(page), [])
    t.ok((await kept(page)) > 0)
    await page.getByRole('button', { name: 'Look at what I typed' }).click()
    t.equal(await page.getByLabel('Priority 1').inputValue(), 'Pay faster')
    t.equal((await stored(check)).length, 0)
  })

  await t.test('is light, asks no other host and fits 320 pixels', async (t) => {
    const check = await aSurvey(running, scope)
    const page = await openPage(browser, { viewport: { width: 320, height: 640 } })
    const requests: { url: string; size: number }[] = []
    page.on('response', async (response) => {
      requests.push({
        url: response.url(),
        size: (await response.request().sizes()).responseBodySize,
      })
    })
    await page.goto(`${address}/i/${check.publicId}#${check.people[0]?.token}`)
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByText('Questions 1 to 5').waitFor()
    t.same(
      requests.filter(({ url }) => !url.startsWith(address)),
      [],
    )
    const weigh = (part: RegExp) =>
      requests.filter(({ url }) => part.test(url)).reduce((sum, { size }) => sum + size, 0)
    t.ok(weigh(/./) < 100_000, `${weigh(/./)} bytes in all came over the line`)
    t.ok(weigh(/\.js$/) < 20_000, `${weigh(/\.js$/)} bytes of script`)
    t.equal(await page.evaluate('document.documentElement.scrollWidth'), 320)
  })
})

t.test('a word longer than a phone is wide stays on it, and Begin within reach', async (t) => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitänsabteilung'
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const check = await aSurvey(running, await anOwner(running), { teams: { [long]: 6, South: 6 } })
  const address = await listen(running)
  const page = await openPage(await aBrowser(t), { ...phone, viewport: { width: 320, height: 568 } })
  await page.goto(`${address}/i/${check.publicId}#${check.people[0]?.token}`)
  await page.getByText(long).waitFor()
  t.equal(await page.evaluate('document.documentElement.scrollWidth'), 320)
  await page.getByRole('button', { name: 'Begin' }).tap()
  await page.getByText('Questions 1 to 5').waitFor()
})

type Visit = {
  readonly running: TestApp
  readonly browser: Browser
  readonly address: string
  readonly scope: Parameters<typeof aSurvey>[1]
}

/** Somebody opens their personal link and waits until it is known. */
async function arrive(
  { running, browser, address, scope }: Visit,
  options: BrowserContextOptions = {},
  side: 'staff' | 'leader' = 'staff',
) {
  const check = await aSurvey(running, scope, { leaders: 6 })
  const person = check.people.find(({ isLeader }) => isLeader === (side === 'leader')) as Invited
  const page = await openPage(browser, options)
  await page.goto(`${address}/i/${check.publicId}#${person.token}`)
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  return { page, check, person }
}

const goOn = (page: Page) => page.getByRole('button', { name: 'Continue' }).click()

/** Chooses the same for all statements that are still open, step by step. */
async function answerStatements(page: Page, answer = 'Agree') {
  for (let step = 0; step < 4; step++) {
    for (const question of await page.locator('fieldset:visible').all())
      if ((await question.locator(':checked').count()) === 0)
        await question.getByLabel(answer, { exact: true }).check()
    await goOn(page)
  }
}

/** The field's name, or the element's, of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.name || document.activeElement.tagName') as Promise<string>
}

function kept(page: Page): Promise<number> {
  return page.evaluate('localStorage.length + sessionStorage.length') as Promise<number>
}
