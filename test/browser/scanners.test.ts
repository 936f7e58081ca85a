import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { anOwner, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage, phone } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

// Mail scanners open every link, run its scripts and submit what forms they find, before a person has seen the mail.

async function aMail(t: Test, sealed: boolean) {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  const check = await aSurvey(running, await anOwner(running), { sealed })
  const address = await listen(running)
  const [person] = check.people
  if (person === undefined) throw new Error('Nobody was invited.')
  const entrance = `${address}/i/${check.publicId}`
  const words = check.words === '' ? '' : `.${check.words}`
  /** Every row that an answer, or the start of one, would leave; all of them together. */
  const traces = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select (select count(*)::int from invitations where spent_by is not null or blinded_hash is not null)
        + (select count(*)::int from responses) + (select count(*)::int from envelopes)
        + (select count(*)::int from spent_marks) + (select count(*)::int from rate_counters)
        + (select count(*)::int from sessions) + (select count(*)::int from participation)
        + (select count(*)::int from audit_log) as count`.execute(database.db)
    return rows[0]?.count ?? -1
  }
  return { running, check, person, entrance, link: `${entrance}#${person.token}${words}`, traces }
}

/** Submits each form of the page as it stands: as a script would, and past any script that listens. */
async function submitAll(page: Page): Promise<void> {
  const count = await page.locator('form').count()
  for (const way of ['requestSubmit', 'submit'] as const)
    for (let at = 0; at < count; at += 1) {
      const form = page.locator('form').nth(at)
      if ((await form.count()) === 0) continue
      const gone = page.waitForURL((url) => url.pathname !== new URL(page.url()).pathname, { timeout: 1500 })
      await Promise.all([gone.catch(() => null), form.evaluate((each, how) => each[how](), way)])
      await page.waitForTimeout(300)
    }
}

for (const sealed of [true, false])
  t.test(
    `whatever a mail scanner does with a link spends nothing (${sealed ? 'sealed' : 'trial'})`,
    async (t) => {
      const { running, check, person, entrance, link, traces } = await aMail(t, sealed)
      const before = await traces()

      await t.test('asking for the page by every method and with every hint', async (t) => {
        const asked = [
          fetch(entrance),
          fetch(entrance, { method: 'HEAD' }),
          fetch(entrance, { headers: { purpose: 'prefetch' } }),
          fetch(entrance, { headers: { 'sec-purpose': 'prefetch;prerender' } }),
          fetch(`${entrance}?token=${person.token}`),
          fetch(`${entrance}/form`),
          fetch(`${entrance}/answers`, { method: 'HEAD' }),
          fetch(entrance, { method: 'OPTIONS' }),
        ]
        const answers = await Promise.all(asked)
        t.same(
          answers.slice(0, 5).map(({ status }) => status),
          [200, 200, 200, 200, 200],
        )
        for (const answer of answers) {
          t.equal(answer.headers.get('set-cookie'), null)
          t.ok(answer.status < 500)
        }
        t.equal(await traces(), before)
      })

      const browser = await aBrowser(t)
      for (const javaScriptEnabled of [true, false])
        await t.test(`a browser that submits what it finds, scripts ${javaScriptEnabled}`, async (t) => {
          const page = await openPage(browser, { ...phone, javaScriptEnabled })
          await page.goto(link)
          if (javaScriptEnabled) await page.locator('[data-begin]:not([hidden])').waitFor()
          t.equal(await traces(), before, 'opening it and looking the link up')
          await submitAll(page)
          t.equal(await traces(), before, 'submitting the first page')
          if (javaScriptEnabled) {
            await page.goto('about:blank')
            await page.goto(link)
            await page.click('[data-begin]')
            await page.locator('[data-answers]').waitFor()
            await submitAll(page)
            t.equal(await traces(), before, 'even the form itself, without its answers')
          }
          await page.context().close()
        })

      await t.test('and the person who comes after it gets in', async (t) => {
        if (sealed) await answerSealed(postTo(running), await directoryOf(running, check), { check, person })
        else {
          const body = new URLSearchParams(answersOf(person))
          t.equal((await fetch(`${entrance}/answers`, { method: 'POST', body })).status, 200)
        }
        t.not(await traces(), before, 'the traces would have shown')
      })
    },
  )
