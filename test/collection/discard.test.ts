import t, { type Test } from 'tap'
import type { Database } from '../../src/database/open.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, eventually, signedIn, startApp } from '../support/app.ts'
import { listen } from '../support/browser.ts'
import { aDraft, allSent, anOpenCheck, anOrganisation, markOn } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { everyone } from '../support/invited.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { aMailPeer } from '../support/smtp.ts'
import { aSurvey, type SurveyCheck } from '../support/survey.ts'

async function aSealedCheck(t: Test, database: Database) {
  const running = await startApp(t, database, { mailer: (await aMailPeer(t)).mailer })
  const scope = await anOwner(running)
  const organisation = await anOrganisation(scope, { teams: { North: 8, South: 7 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, organisation.id)
  await allSent(running, checkId)
  const { publicId, people } = await everyone(running, checkId)
  const { words } = await database.db
    .selectFrom('checks')
    .select('directory_words as words')
    .executeTakeFirstOrThrow()
  const check: SurveyCheck = {
    ...{ workspaceId: scope.workspaceId, checkId, publicId, people },
    words: words ?? '',
  }
  return { running, visitor, check, organisation }
}

onEachDatabase(t, 'a check whose keys are lost', async (t, database) => {
  const { db } = database
  const { running, visitor, check, organisation } = await aSealedCheck(t, database)
  const room = `/app/checks/${check.checkId}`
  const text = await directoryOf(running, check)
  for (const person of check.people.slice(0, 6)) await answerSealed(postTo(running), text, { check, person })

  await t.test('cannot be discarded while they are there', async (t) => {
    t.match(await visitor.get(`${room}/discard`), { status: 303, location: room })
    await visitor.get(room)
    t.equal((await visitor.post(`${room}/discard`, { name: 'Q4 2026' })).status, 303)
    t.equal((await db.selectFrom('envelopes').select('mark').execute()).length, 6)
  })

  await t.test('is told on the overview and by /readyz, and no close begins', async (t) => {
    await running.deps.keys.checks.destroy(check.checkId)
    t.match(await visitor.get('/readyz'), { status: 503, body: /keys-missing/ })
    const { body } = await visitor.get(room)
    t.match(body, 'The keys of this check are missing')
    t.match(body, `${room}/discard`)
    t.notMatch(body, `${room}/close`)
    t.match(await visitor.get(`${room}/close`), { status: 303 })
    await t.rejects(closeSurvey(running.deps, check), { name: 'KeysMissing' })
    t.match(await db.selectFrom('checks').select('status').executeTakeFirstOrThrow(), { status: 'open' })
  })

  await t.test('is discarded by whoever types its name, and says so from then on', async (t) => {
    t.match((await visitor.get(`${room}/discard`)).body, 'deleted unread')
    const wrong = await visitor.post(`${room}/discard`, { name: 'Q3 2026' })
    t.match(wrong, { status: 422, body: /Nothing was discarded/ })
    t.equal((await db.selectFrom('envelopes').select('mark').execute()).length, 6)
    t.match(await visitor.post(`${room}/discard`, { name: 'Q4 2026' }), { status: 303, location: room })
    for (const table of ['envelopes', 'spent_marks', 'invitations', 'messages', 'participation'] as const)
      t.same(await db.selectFrom(table).select('check_id').execute(), [], `nothing is left in ${table}`)
    const row = await db.selectFrom('checks').select(['status', 'closed_at']).executeTakeFirstOrThrow()
    t.match(row, { status: 'discarded', closed_at: running.deps.now() })
    const acts = await db.selectFrom('audit_log').select(['act', 'account_id', 'subject_id']).execute()
    const discarded = acts.filter(({ act }) => act === 'check-discarded')
    t.equal(discarded.length, 1)
    t.match(discarded[0], { subject_id: check.checkId, account_id: /./ })
    t.equal((await visitor.get('/readyz')).status, 200)
    t.match((await visitor.get(room)).body, 'This check was discarded')
    t.match((await visitor.get(`${room}/survey`)).body, 'there is no result')
    t.match((await visitor.get(`${room}/findings`)).body, 'there is nothing to find')
    t.match((await visitor.get(`${room}/report`)).body, 'there is nothing to find')
    t.match((await visitor.get(`/app/organisations/${organisation.id}`)).body, 'Discarded')
    const gone = await aVisitor(running).get(`/i/${check.publicId}`)
    t.match(gone, { status: 410, body: /ended without being counted/ })
    t.equal(await closeSurvey(running.deps, check), 'closed', 'cleans up and counts nothing')
    t.same(await db.selectFrom('released_tables').selectAll().execute(), [])
    t.match(await db.selectFrom('checks').select('status').executeTakeFirstOrThrow(), { status: 'discarded' })
    const again = await anOpenCheck(visitor, organisation.id)
    t.ok(again, 'the same people can be asked anew')
  })
})

onEachDatabase(t, 'a draft', async (t, database) => {
  const running = await startApp(t, database, { mailer: (await aMailPeer(t)).mailer })
  const organisation = await anOrganisation(await anOwner(running), { teams: { North: 8, South: 7 } })
  const visitor = await signedIn(running)
  const { checks } = running.deps.keys
  const draft = await aDraft(visitor, organisation.id)

  await t.test('whose opening is refused keeps no keys', async (t) => {
    await visitor.get(`/app/checks/${draft}/sign-off`)
    t.equal((await visitor.post(`/app/checks/${draft}/open`, { mark: 'of another page' })).status, 409)
    t.same(checks.list(), [])
  })

  await t.test('takes with it what an opening that was cut off has left', async (t) => {
    await checks.make(draft, [])
    t.same(checks.list(), [draft])
    await visitor.get(`/app/checks/${draft}/edit`)
    t.equal((await visitor.post(`/app/checks/${draft}/delete`, {})).status, 303)
    t.same(checks.list(), [])
  })

  await t.test('that a rival has opened meanwhile keeps the rival’s keys', async (t) => {
    const next = await aDraft(visitor, organisation.id)
    const mark = markOn(await visitor.get(`/app/checks/${next}/sign-off`))
    const both = await Promise.all([
      visitor.post(`/app/checks/${next}/open`, { mark }),
      visitor.post(`/app/checks/${next}/open`, { mark }),
    ])
    t.same(
      both.map(({ status }) => status),
      [303, 303],
    )
    t.same(checks.list(), [next])
    t.equal((await visitor.get('/readyz')).status, 200)
  })
})

onEachDatabase(t, 'a check whose keys are lost keeps no other from closing', async (t, database) => {
  const { db } = database
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const past = { teams: { North: 6 }, closesAt: '2026-11-19T00:00:00Z' }
  const lost = await aSurvey(running, scope, { ...past, closesAt: '2026-11-18T00:00:00Z', sealed: true })
  const others = [
    await aSurvey(running, scope, past),
    await aSurvey(running, scope, { ...past, sealed: true }),
  ]
  await running.deps.keys.checks.destroy(lost.checkId)
  await listen(running)
  await eventually(async () => {
    const rows = await db.selectFrom('checks').select('id').where('status', '=', 'closed').execute()
    return rows.length === others.length
  })
  const left = await db
    .selectFrom('checks')
    .select(['id', 'status'])
    .where('status', '!=', 'closed')
    .execute()
  t.same(left, [{ id: lost.checkId, status: 'open' }])
})
