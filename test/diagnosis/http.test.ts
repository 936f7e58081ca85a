import t from 'tap'
import { anOwner, signedIn, startApp, type Visitor } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { aRichCheck } from '../support/kestrel.ts'
import { aClosedCheck, aSurvey, releasedTableOf } from '../support/released.ts'

t.setTimeout(180_000)

onEachDatabase(t, 'a consultant accepts, rewords, dismisses and undoes', async (t, database) => {
  const running = await startApp(t, database)
  const { checkId } = await aRichCheck(await anOwner(running))
  const visitor = await signedIn(running)
  const findings = reviewsOf(visitor, checkId)

  const fresh = await findings.page()
  t.equal(fresh.status, 200)
  t.match(fresh.body, 'Goals are probably set and then forgotten.')
  t.match(fresh.body, 'released table of 15 November 2026')
  t.match(fresh.body, 'What would confirm it from an independent side')
  t.notMatch(fresh.body, 'goals” was examined', 'the verdict says it already')

  t.equal((await findings.act('set-and-forget', { act: 'accept' })).status, 303)
  t.match(await findings.article('set-and-forget'), '>accepted<')

  await findings.act('illusion', { act: 'accept', 'illusion-wording': 'Nobody checked whether it arrived.' })
  const reworded = await findings.article('illusion')
  t.match(reworded, 'Nobody checked whether it arrived.')
  t.match(
    reworded,
    'agreed priorities that have arrived only in part',
    'the machine’s version stays in sight',
  )

  const missing = await findings.act('decision-rights', {
    act: 'dismiss',
    'decision-rights-owner': 'Kim Example',
  })
  t.equal(missing.status, 422)
  t.match(missing.body, 'value="Kim Example"', 'what was typed is kept')
  await findings.act('decision-rights', {
    act: 'dismiss',
    'decision-rights-dismissal': 'Settled in October.',
  })
  t.match(await findings.article('decision-rights'), 'Settled in October.')
  await findings.act('decision-rights', { act: 'undo' })
  t.match(await findings.article('decision-rights'), '>not reviewed<')
})

onEachDatabase(t, 'of two people who save at once the later one is told', async (t, database) => {
  const running = await startApp(t, database)
  const { checkId } = await aRichCheck(await anOwner(running))
  const [first, second] = [await signedIn(running), await signedIn(running)]
  const mine = reviewsOf(first, checkId)
  const theirs = reviewsOf(second, checkId)
  const mark = await theirs.mark('illusion')
  await mine.act('illusion', { act: 'accept', 'illusion-wording': 'First words.' })

  const late = await second.post(`/app/checks/${checkId}/findings/illusion`, {
    act: 'accept',
    mark,
    'illusion-wording': 'Second words.',
  })
  t.equal(late.status, 409)
  t.match(late.body, 'First words.')
  t.match(late.body, 'Second words.', 'nothing typed is lost')
  t.match(await mine.article('illusion'), 'First words.')
  t.notMatch(await mine.article('illusion'), 'Second words.')

  await theirs.act('illusion', { act: 'accept', 'illusion-wording': 'Second words.' })
  t.match(await mine.article('illusion'), 'Second words.')
})

onEachDatabase(t, 'nobody reaches what is not theirs or not there', async (t, database) => {
  const running = await startApp(t, database)
  const owner = await anOwner(running)
  const foreign = await aClosedCheck(await anOwner(running, 'Another house'))
  const open = await aClosedCheck(owner, { status: 'open' })
  const own = await aClosedCheck(owner)
  const visitor = await signedIn(running)
  t.equal((await visitor.get(`/app/checks/${foreign.checkId}/findings`)).status, 404)
  t.equal((await visitor.get('/app/checks/nothing/findings')).status, 404)
  await visitor.get(`/app/checks/${own.checkId}/findings`)
  const review = { act: 'accept', mark: 'new' }
  t.equal((await visitor.post(`/app/checks/${foreign.checkId}/findings/illusion`, review)).status, 404)
  t.equal((await visitor.post(`/app/checks/${own.checkId}/findings/horoscope`, review)).status, 404)
  t.equal((await visitor.post(`/app/checks/${own.checkId}/findings/tying-pay`, review)).status, 404)
  const waiting = await visitor.get(`/app/checks/${open.checkId}/findings`)
  t.match(waiting.body, 'Findings come after the close')
})

onEachDatabase(t, 'a check with three answers shows nothing and says why', async (t, database) => {
  const running = await startApp(t, database)
  const few = {
    departments: { Sales: [{ name: 'North', invited: 20, answered: 3, share: 0.5 }] },
    leaders: { invited: 0, answered: 0, share: 0 },
  }
  const { checkId } = await aClosedCheck(await anOwner(running), {
    table: releasedTableOf({ ...aSurvey, ...few }),
  })
  const page = await (await signedIn(running)).get(`/app/checks/${checkId}/findings`)
  t.equal(page.status, 200)
  t.match(page.body, 'Fewer than 5 members of staff answered')
  t.notMatch(page.body, /\d+ % of staff/)
})

function reviewsOf(visitor: Visitor, checkId: string) {
  const url = `/app/checks/${checkId}/findings`
  const page = () => visitor.get(url)
  const article = async (target: string) => {
    const { body } = await page()
    return body.slice(body.indexOf(`id="finding-${target}"`)).split('</article>')[0] ?? ''
  }
  const mark = async (target: string) => /name="mark" value="([^"]+)"/.exec(await article(target))?.[1] ?? ''
  return {
    page,
    article,
    mark,
    act: async (target: string, form: Record<string, string>) =>
      visitor.post(`${url}/${target}`, { mark: await mark(target), ...form }),
  }
}
