import t from 'tap'
import { recordParticipation } from '../../src/checks/overview/record-participation.ts'
import { anOwner, eventually, signedIn, startApp } from '../support/app.ts'
import { aDraft, anOpenCheck, anOrganisation, answered, openCheck } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'

onEachDatabase(t, 'the overview says the state, the dates and what to do next', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9, South: 3 }, leaders: 5 })
  const visitor = await signedIn(running)
  const draft = await aDraft(visitor, id)
  const before = await visitor.get(`/app/checks/${draft}`)
  t.match(before.body, 'Draft')
  t.match(before.body, 'Nothing has been sent')
  t.match(before.body, 'At full participation')

  await openCheck(visitor, draft)
  const { body } = await visitor.get(`/app/checks/${draft}`)
  t.match(body, 'since 20 November, closes 4 December at 23:59 London time, in 14 days')
  t.match(body, '17 invitations wait in the outbox')
  t.match(body, 'Clarity survey')
  t.match(body, 'Nothing is shown before the check is closed, to anyone.')
  t.match(body, 'This check is a trial')
})

onEachDatabase(
  t,
  'participation is noted once a day at six, in bands, and nowhere else',
  async (t, database) => {
    const { db } = database
    const running = await startApp(t, database)
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 25, South: 6 } })
    const visitor = await signedIn(running)
    const checkId = await anOpenCheck(visitor, id)
    const bands = () =>
      db.selectFrom('participation').select(['day', 'unit_id', 'band']).orderBy('day').execute()

    await recordParticipation(running.deps)
    t.same(await bands(), [], 'not on the day of the opening')
    await answered(running, checkId, (name) => /Staff [1-9] of/.test(name))
    running.setNow('2026-11-21T05:45:00Z')
    await recordParticipation(running.deps)
    t.same(await bands(), [], 'not before six')
    running.setNow('2026-11-21T06:00:00Z')
    await recordParticipation(running.deps)
    const first = await bands()
    t.same(first.map(({ band }) => band).sort(), [30, 40], 'everyone, and the one unit of 20 or more')

    await answered(running, checkId, (name) => !/Staff 2[34] of/.test(name))
    running.setNow('2026-11-21T18:00:00Z')
    await recordParticipation(running.deps)
    t.same(await bands(), first, 'a day has one band')
    const { body } = await (await signedIn(running)).get(`/app/checks/${checkId}`)
    t.match(body, '40–50\u00a0%')
    t.match(body, '40–50\u00a0% had answered by 21 November', 'the chart says its finding')
    t.notMatch(body.replace(/<svg[\s\S]*?<\/svg>/g, ''), /\b29\b/, 'no live count')

    running.setNow('2026-11-22T06:15:00Z')
    await recordParticipation(running.deps)
    t.match((await (await signedIn(running)).get(`/app/checks/${checkId}`)).body, '90–100\u00a0%')
  },
)

onEachDatabase(t, 'closing asks for the name to be typed', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  t.match((await visitor.get(`/app/checks/${checkId}/close`)).body, 'type the name of the check: Q4 2026')
  const wrong = await visitor.post(`/app/checks/${checkId}/close`, { name: 'Q3 2026' })
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'not the name of the check')
  const right = await visitor.post(`/app/checks/${checkId}/close`, { name: 'Q4 2026' })
  t.equal(right.location, `/app/checks/${checkId}`)
  await eventually(async () => (await visitor.get(`/app/checks/${checkId}`)).body.includes('<b>Closed</b>'))
  const { body } = await visitor.get(`/app/checks/${checkId}`)
  t.match(body, 'since 20 November, was open from 20 November')
  t.match(body, `<a href="/app/checks/${checkId}/report">`, 'nobody answered: the report says so')
  t.match(body, 'See results')
  t.notMatch(body, 'Send reminder')
  await visitor.post(`/app/checks/${checkId}/remind`, {})
  t.match((await visitor.get(`/app/checks/${checkId}`)).body, 'not open, so nothing was sent')
})

onEachDatabase(
  t,
  'a deadline can be extended, never shortened, and not after the close',
  async (t, database) => {
    const { db } = database
    const running = await startApp(t, database)
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9 } })
    const visitor = await signedIn(running)
    const checkId = await anOpenCheck(visitor, id)
    const deadline = async () =>
      (await db.selectFrom('checks').select('closes_at').executeTakeFirstOrThrow()).closes_at.toISOString()
    await visitor.get(`/app/checks/${checkId}/extend`)
    const extend = (closesOn: string) => visitor.post(`/app/checks/${checkId}/extend`, { closesOn })
    t.equal((await extend('2026-12-03')).status, 422)
    t.equal((await extend('2026-12-04')).status, 422)
    t.equal((await extend('whenever')).status, 422)
    t.equal(await deadline(), '2026-12-04T23:59:00.000Z')
    t.equal((await extend('2026-12-11')).status, 303)
    t.equal(await deadline(), '2026-12-11T23:59:00.000Z')
    await db.updateTable('checks').set({ status: 'closed' }).execute()
    await extend('2026-12-20')
    t.equal(await deadline(), '2026-12-11T23:59:00.000Z')
  },
)

onEachDatabase(t, 'code cards are shown for printing, noted and counted', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9 }, withoutAddress: 6 })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  const before = await visitor.get(`/app/checks/${checkId}/cards`)
  t.match(before.body, 'Not exported yet')
  t.notMatch(before.body, /[2-9A-Y]{4}(-[2-9A-Y]{4}){3}/, 'reading the page shows no code')
  const sheet = await visitor.post(`/app/checks/${checkId}/cards`, {})
  t.equal(sheet.status, 200)
  t.equal(sheet.body.match(/[2-9A-Y]{4}(-[2-9A-Y]{4}){3}/g)?.length, 6)
  t.match(sheet.body, 'Depot 1')
  t.match(sheet.body, /http:\/\/localhost\/i\/[a-z0-9]{12}</)
  t.notMatch(sheet.body, 'North', 'nobody with an address is on a card')
  t.match((await visitor.get(`/app/checks/${checkId}/cards`)).body, 'Exported once')
  const { db } = database
  const one = db.selectFrom('invitations').select('id').where('way', '=', 'card').limit(1)
  await db.updateTable('invitations').set({ has_ended: true }).where('id', 'in', one).execute()
  const next = await visitor.post(`/app/checks/${checkId}/cards`, {})
  t.equal(next.body.match(/[2-9A-Y]{4}(-[2-9A-Y]{4}){3}/g)?.length, 5, 'none for who has left')
  await database.db.updateTable('checks').set({ status: 'closed' }).execute()
  t.equal((await visitor.post(`/app/checks/${checkId}/cards`, {})).status, 303)
})
