import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { Database } from '../../src/database/open.ts'
import { addGoal } from '../../src/instruments/goal-trace/tracing/goal-queries.ts'
import { addInterview } from '../../src/instruments/goal-trace/tracing/interview-queries.ts'
import { listPeople } from '../../src/organisations/people/queries.ts'
import { anOwner, aVisitor, signedIn, startApp } from '../support/app.ts'
import { anOpenCheck, anOrganisation, answered } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { rowsIn } from '../support/emptied.ts'
import { everyone } from '../support/invited.ts'
import { confirmImport, upload } from '../support/organisations.ts'
import { allSeal, aPrioritiesTest, codeAll, complete } from '../support/priorities.ts'

const name = 'Zoë Marker'
const email = 'zoe.marker@kestrel.example'

/** A leader who stands wherever the product stores somebody under a name. */
async function aKnownLeader(t: Test, database: Database) {
  const { db } = database
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { id: organisationId } = await anOrganisation(scope, { teams: { North: 24 }, leaders: 6 })
  const leader = db.updateTable('people').set({ name, email }).where('name', '=', 'Leader 1').returning('id')
  const { id } = await leader.executeTakeFirstOrThrow()
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, organisationId)
  await visitor.post(`/app/checks/${checkId}/priorities-test/begin`, {})
  const goal = { id: randomUUID(), checkId, name: 'Win back lapsed customers', statedBy: name }
  const reference = { outcome: 'o', measure: '', deadline: '', why: '', owner: name }
  await addGoal(scope, { ...goal, horizon: 'quarter', reference, createdAt: running.deps.now() })
  const place = { checkId, goalId: goal.id, reportsTo: null, language: 'en', isSource: true, position: 0 }
  const head = { role: 'Head of sales', team: 'Sales', level: 'head' as const, name }
  const [own, namesake] = [randomUUID(), randomUUID()]
  await addInterview(scope, { ...place, ...head, id: own })
  await addInterview(scope, { ...place, ...head, id: namesake, role: 'Buyer', reportsTo: own, position: 1 })
  await db.updateTable('trace_interviews').set({ said: 'Nobody told us why' }).execute()
  const people = `/app/organisations/${organisationId}/people`
  const room = { running, visitor, room: `/app/organisations/${organisationId}` }
  return { ...room, scope, organisationId, checkId, id, people, address: `${people}/${id}`, own, namesake }
}

onEachDatabase(t, 'somebody is given all that is stored under their name', async (t, database) => {
  const { running, visitor, address, checkId, id, own } = await aKnownLeader(t, database)
  t.match((await visitor.get(address)).body, `${address}/record`)
  const page = await visitor.get(`${address}/record`)
  t.match(page.body, email)
  t.match(page.body, 'Win back lapsed customers: Head of sales, Sales')
  t.match(page.body, 'Owner of the goal')
  const given = async () => {
    const answer = await visitor.post(`${address}/record`, {})
    t.match(answer.headers, { 'content-disposition': `attachment; filename="person-${id}.json"` })
    return { body: answer.body, record: JSON.parse(answer.body) }
  }
  const { record } = await given()
  t.match(record, {
    roster: { name, email, leader: true },
    invitations: [{ check: 'Q4 2026', unit: 'Leadership team', way: 'mail' }],
    prioritiesTest: [{ email, state: 'invited' }],
    goalTrace: [{ id: own, said: 'Nobody told us why' }, { role: 'Buyer' }],
    namedAs: [{ as: 'owns-goal' }, { as: 'stated-goal' }],
  })
  const { record: again } = await given()
  t.match(again.log, [{ act: 'person-exported' }], 'that it was given out is noted')

  await answered(running, checkId, (who) => who === name)
  await database.db.updateTable('messages').set({ kind: 'reminder', status: 'sent' }).execute()
  const after = await given()
  const told = ({ invitations, roster }: typeof record) => ({ invitations, roster })
  t.same(told(after.record), told(record), 'and not whether they have answered')
  t.same((await visitor.get(`${address}/record`)).body.match(/Invited by.*/), page.body.match(/Invited by.*/))
  t.notMatch(after.body, /token|code|spent|blinded/)
})

onEachDatabase(t, 'an erased person is found nowhere any more', async (t, database) => {
  const { running, visitor, address, people, id, checkId, namesake, own, ...room } = await aKnownLeader(
    t,
    database,
  )
  const { db } = database
  const known = await everyone(running, checkId)
  const { id: invitationId } = await db
    .selectFrom('invitations')
    .select('id')
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow()
  const units = () => db.selectFrom('units').selectAll().orderBy('id').execute()
  const before = await units()
  await upload({ visitor, room: room.room }, `Name,E-mail\n${name},${email}\n`)
  const page = await visitor.get(`${address}/erase`)
  t.match(page.body, 'what was sealed is deleted unread')
  t.match(page.body, 'Uploaded rosters')
  t.match(page.body, 'The audit log')
  const wrong = await visitor.post(`${address}/erase`, { name: 'Zoe Marker', theirs: [own] })
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'Nothing was erased')
  t.match(wrong.body, new RegExp(`value="${own}" checked`))
  t.notMatch(wrong.body, new RegExp(`value="${namesake}" checked`))
  t.equal((await listPeople(room.scope, room.organisationId)).length, 30)

  await visitor.post(`${address}/erase`, { name: ' zoë marker ', theirs: [own, 'named'] })
  const left = [...(await rowsIn(database))].filter(
    ([, rows]) => /zo(e|\\u00eb|ë).marker/i.test(rows) || rows.includes(id),
  )
  t.same(
    left.map(([table]) => table.replace('public.', '')),
    ['audit_log', 'trace_interviews'],
    'but by id in the log, and as the namesake',
  )
  t.same(
    await db.selectFrom('roster_imports').select('id').execute(),
    [],
    'a file holds what no search finds',
  )
  const interviews = db.selectFrom('trace_interviews').select(['id', 'name', 'said', 'role'])
  t.same(await interviews.where('id', 'in', [own, namesake]).orderBy('position').execute(), [
    { id: own, name: '', said: '', role: 'Head of sales' },
    { id: namesake, name, said: 'Nobody told us why', role: 'Buyer' },
  ])
  t.match(
    await db.selectFrom('executives').select(['state', 'role', 'reason']).where('name', '=', '—').execute(),
    [{ state: 'removed', role: '', reason: 'Erased as a person' }],
  )
  t.match((await visitor.get(`/app/checks/${checkId}/priorities-test`)).body, 'Removed: —')
  t.same(await units(), before, 'N stays')
  const token = known.people.find((one) => one.id === invitationId)?.token ?? ''
  const link = await aVisitor(running).post(`/i/${known.publicId}/form`, { token })
  t.match(link, { status: 410, body: /This invitation has ended/ })
  const log = db.selectFrom('audit_log').select(['subject_id', 'details']).where('act', '=', 'person-erased')
  t.same(await log.execute(), [{ subject_id: id, details: {} }])
  t.equal((await visitor.get(`${address}/record`)).status, 404)
  await visitor.get(people)
  await visitor.post(`${people}/restore`, {})
  t.equal((await listPeople(room.scope, room.organisationId)).length, 29, 'there is no way back')

  const preview = await upload({ visitor, room: room.room }, `Name,E-mail\n${name},${email}\n`)
  await confirmImport({ running, visitor }, preview)
  const back = (await listPeople(room.scope, room.organisationId)).find((one) => one.email === email)
  t.ok(back)
  t.not(back?.id, id, 'a later import makes a new person')
})

onEachDatabase(t, 'coders do not learn from a record whose a sentence is', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  const said = ['Sell abroad', 'Hold the margin', 'Mend the portal']
  const answers = said.map((text) => ({ ...complete, 'P1-1': text }))
  await allSeal(running, scope, { test, answers })
  await visitor.get(`${test.room}/break`)
  await visitor.post(`${test.room}/break`, { name: 'Q4 2026', reason: '' })
  const first = (await listPeople(scope, test.organisationId)).find(({ name }) => name === 'Leader 1')
  const address = `/app/organisations/${test.organisationId}/people/${first?.id}`
  const told = async () => {
    const page = (await visitor.get(`${address}/record`)).body
    return `${page}${(await visitor.post(`${address}/record`, {})).body}`
  }
  const before = await told()
  t.notMatch(before, new RegExp(said.join('|')))
  t.match(before, 'Opened with the others. Their sentences are being put into themes')
  await codeAll(scope, test.checkId, (text) => text)
  const after = await told()
  t.match(after, 'Sell abroad')
  t.match(after, '3 sentences')
  t.notMatch(after, /Hold the margin|Mend the portal/)
})

onEachDatabase(t, 'a record is kept from others', async (t, database) => {
  const { running, visitor, address, id, people } = await aKnownLeader(t, database)
  const { id: other } = await anOrganisation(await anOwner(running, 'Southgate'), { teams: { West: 6 } })
  for (const part of ['record', 'erase']) {
    const foreign = `/app/organisations/${other}/people/${id}/${part}`
    t.equal((await visitor.get(foreign)).status, 404)
    t.equal((await visitor.post(foreign, { name })).status, 404)
    t.equal((await visitor.get(`${people}/no-id/${part}`)).status, 404)
    const forged = await visitor.post(`${address}/${part}`, { _csrf: 'forged', name })
    t.equal(forged.status, 403)
    t.equal((await aVisitor(running).get(`${address}/${part}`)).status, 303, 'a stranger signs in first')
  }
  t.equal(await personCount(database, id), 1)
})

async function personCount({ db }: Database, id: string): Promise<number> {
  return (await db.selectFrom('people').select('id').where('id', '=', id).execute()).length
}
