import t from 'tap'
import { hashToken } from '../../src/collection/link.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, eventually, signedIn, startApp } from '../support/app.ts'
import { aDraft, anOpenCheck, anOrganisation, markOn, openCheck, setUpFields } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'

onEachDatabase(t, 'the sign-off page shows what will be frozen and who is asked', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), {
    teams: { North: 9, South: 3, East: 4 },
    leaders: 5,
    withoutAddress: 2,
  })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id)
  const { body } = await visitor.get(`/app/checks/${checkId}/sign-off`)
  t.match(body, 'East, South and Kestrel Payments directly', 'joined teams are named')
  t.match(body, 'Leader 1')
  t.match(body, 'Depot 2', 'those who get a card are named')
  t.match(body, '4 December 2026 at 23:59 (London time)')
  t.match(body, 'The leadership team, then all staff')
  t.match(body, 'Five minutes on how clear our goals are')
  t.match(body, 'You can answer until 4 December 2026 at 23:59')
  t.match(body, 'whoever runs it could still connect the two')
  t.match(body, 'No mail server is set up')
  t.match(body, '2 people have no e-mail address')
})

onEachDatabase(t, 'opening freezes units and makes one invitation a person', async (t, database) => {
  const { db } = database
  const running = await startApp(t, database)
  const organisation = await anOrganisation(await anOwner(running), {
    teams: { North: 9, South: 6, East: 4 },
    leaders: 5,
    withoutAddress: 2,
  })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, organisation.id)
  const saysGroups = async (page: string) =>
    /At full participation \d+ groups can be shown/.exec(
      (await visitor.get(`/app/checks/${checkId}${page}`)).body,
    )?.[0]
  const signedOff = await saysGroups('/sign-off')
  t.ok(signedOff)
  await openCheck(visitor, checkId)
  t.equal(await saysGroups(''), signedOff, 'as many groups as were signed off')
  const units = await db.selectFrom('units').selectAll().orderBy('name').execute()
  t.same(
    units.map(({ name, side, invited }) => [name, side, invited]),
    [
      ['East and Kestrel Payments directly', 'staff', 6],
      ['Leadership team', 'leadership', 5],
      ['North', 'staff', 9],
      ['South', 'staff', 6],
    ],
  )
  const invitations = await db
    .selectFrom('invitations')
    .innerJoin('units', 'units.id', 'invitations.unit_id')
    .innerJoin('people', 'people.id', 'invitations.person_id')
    .select(['units.name as unit', 'people.name', 'invitations.is_leader', 'way', 'token_hash', 'spent_by'])
    .execute()
  t.equal(invitations.length, 26)
  t.equal(new Set(invitations.map((each) => each.token_hash)).size, 26)
  for (const { unit, name, is_leader, way } of invitations) {
    t.equal(is_leader, name.startsWith('Leader'))
    t.equal(unit === 'Leadership team', is_leader)
    t.equal(way, name.startsWith('Depot') ? 'card' : 'mail')
    if (name.endsWith('North')) t.equal(unit, 'North')
  }
  const check = await db.selectFrom('checks').selectAll().executeTakeFirstOrThrow()
  t.equal(check.status, 'open')
  t.same(check.opened_at, new Date('2026-11-20T12:00:00Z'))
  t.match(check.frozen_tree, { tree: { id: organisation.id, direct: 2 } })

  await db.updateTable('teams').set({ name: 'Renamed' }).where('name', '=', 'North').execute()
  t.match(
    (await visitor.get(`/app/checks/${checkId}/groups`)).body,
    'North',
    'later edits serve the next round',
  )
  t.equal(
    (await visitor.post(`/app/checks/${checkId}/edit`, setUpFields())).location,
    `/app/checks/${checkId}`,
  )
  t.equal((await db.selectFrom('checks').select('name').executeTakeFirstOrThrow()).name, 'Q4 2026')
  await visitor.post(`/app/checks/${checkId}/delete`, {})
  t.equal((await db.selectFrom('checks').select('id').execute()).length, 1, 'an open check is not deleted')
})

onEachDatabase(t, 'two openings at once open once', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id)
  const mark = markOn(await visitor.get(`/app/checks/${checkId}/sign-off`))
  await Promise.all([1, 2, 3].map(() => visitor.post(`/app/checks/${checkId}/open`, { mark })))
  t.equal((await database.db.selectFrom('invitations').select('id').execute()).length, 9)
  t.equal((await database.db.selectFrom('message_batches').select('id').execute()).length, 1)
})

onEachDatabase(t, 'a roster changed since the sign-off is shown again', async (t, database) => {
  const running = await startApp(t, database)
  const { id, teamIds } = await anOrganisation(await anOwner(running), { teams: { North: 9 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id)
  const mark = markOn(await visitor.get(`/app/checks/${checkId}/sign-off`))
  await database.db
    .updateTable('people')
    .set({ team_id: null })
    .where('name', '=', 'Staff 1 of North')
    .execute()
  const answer = await visitor.post(`/app/checks/${checkId}/open`, { mark })
  t.equal(answer.status, 409)
  t.match(answer.body, 'have changed since this was signed off')
  t.equal((await visitor.post(`/app/checks/${checkId}/open`, { mark: markOn(answer) })).status, 303)
  t.ok(teamIds.North)
})

onEachDatabase(t, 'a check is not opened when nothing could come of it', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const tiny = await anOrganisation(scope, { teams: { North: 4 }, leaders: 6 })
  const small = await openCheck(visitor, await aDraft(visitor, tiny.id))
  t.equal(small.status, 409)
  t.match(small.body, 'fewer than 5 people who are not leaders')

  const large = await anOrganisation(scope, { teams: { North: 9 } })
  const first = await aDraft(visitor, large.id)
  const second = await aDraft(visitor, large.id, { name: 'Another round' })
  t.equal((await openCheck(visitor, first)).status, 303)
  const overlap = await openCheck(visitor, second)
  t.equal(overlap.status, 409)
  t.match(overlap.body, 'invited to another check that is still open')

  running.setNow('2026-12-05T00:00:00Z')
  await database.db.updateTable('checks').set({ status: 'closed' }).where('id', '=', first).execute()
  const late = await openCheck(await signedIn(running), second)
  t.equal(late.status, 409)
  t.match(late.body, 'The last day to answer has passed')
})

onEachDatabase(t, 'fewer leaders than k rate as members of the root', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), {
    teams: { North: 9 },
    leaders: 3,
    withoutAddress: 4,
  })
  const visitor = await signedIn(running)
  const draft = await aDraft(visitor, id)
  t.match((await visitor.get(`/app/checks/${draft}/sign-off`)).body, 'There are 3 leaders, fewer than 5')
  await openCheck(visitor, draft)
  const units = await database.db.selectFrom('units').selectAll().orderBy('name').execute()
  t.same(
    units.map(({ name, invited }) => [name, invited]),
    [
      ['Kestrel Payments directly', 7],
      ['North', 9],
    ],
  )
})

onEachDatabase(t, 'twenty thousand invitations take a few seconds', async (t, database) => {
  const running = await startApp(t, database)
  const teams = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`Team ${at}`, 200]))
  const { id } = await anOrganisation(await anOwner(running), { teams })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id)
  const mark = markOn(await visitor.get(`/app/checks/${checkId}/sign-off`))
  const start = performance.now()
  t.equal((await visitor.post(`/app/checks/${checkId}/open`, { mark })).status, 303)
  await eventually(async () => {
    const { status } = await database.db.selectFrom('checks').select('status').executeTakeFirstOrThrow()
    return status === 'open'
  })
  t.ok(performance.now() - start < 60_000, `${Math.round(performance.now() - start)} ms`)
  const row = await database.db
    .selectFrom('messages')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  t.equal(Number(row.count), 20_000)
})

onEachDatabase(t, 'someone who joins later gets into a unit that exists', async (t, database) => {
  const { db } = database
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { id, teamIds } = await anOrganisation(scope, { teams: { North: 9, South: 6 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  const newTeam = crypto.randomUUID()
  await db
    .insertInto('teams')
    .values({
      workspace_id: scope.workspaceId,
      id: newTeam,
      organisation_id: id,
      parent_id: teamIds.South ?? null,
      name: 'New',
    })
    .execute()
  const personId = crypto.randomUUID()
  const person = { id: personId, team_id: newTeam, name: 'Newcomer', email: 'newcomer@kestrel.example' }
  await db
    .insertInto('people')
    .values({
      ...person,
      workspace_id: scope.workspaceId,
      organisation_id: id,
      is_leader: false,
      language: null,
    })
    .execute()
  t.match((await visitor.get(`/app/checks/${checkId}/messages`)).body, '<option value="')
  const answer = await visitor.post(`/app/checks/${checkId}/messages/joiner`, { personId })
  t.equal(answer.status, 303)
  const unit = await db.selectFrom('units').selectAll().where('name', '=', 'South').executeTakeFirstOrThrow()
  t.equal(unit.invited, 7)
  const invitation = await db
    .selectFrom('invitations')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  t.equal(invitation.unit_id, unit.id)

  await visitor.post(`/app/checks/${checkId}/messages/joiner`, { personId })
  t.match((await visitor.get(`/app/checks/${checkId}/messages`)).body, 'already invited')
  t.equal(
    (await db.selectFrom('units').selectAll().where('name', '=', 'South').executeTakeFirstOrThrow()).invited,
    7,
  )
})

onEachDatabase(t, 'a new link ends the old one and stays the same invitation', async (t, database) => {
  const { db } = database
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  const list = await visitor.get(`/app/checks/${checkId}/messages`)
  const [, messageId = ''] = /messages\/([0-9a-f-]{36})"/.exec(list.body) ?? []
  const mail = await visitor.get(`/app/checks/${checkId}/messages/${messageId}`)
  const [, token = ''] = /\/i\/[a-z0-9]+#([\w-]+)/.exec(mail.body) ?? []
  const before = await db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirstOrThrow()

  await visitor.post(`/app/checks/${checkId}/messages/new-link`, { invitationId: before.id })
  const after = await db
    .selectFrom('invitations')
    .selectAll()
    .where('id', '=', before.id)
    .executeTakeFirstOrThrow()
  t.equal(after.generation, 1)
  t.not(after.token_hash, before.token_hash)
  const replaced = await db.selectFrom('replaced_links').select('token_hash').execute()
  t.same(replaced.map(({ token_hash }) => token_hash).sort(), [before.token_hash, before.code_hash].sort())
  const old = await visitor.get(`/app/checks/${checkId}/messages/${messageId}`)
  t.notMatch(old.body, token, 'the mail with the old link no longer shows any')
  t.notMatch(old.body, /\/i\/[a-z0-9]+#[\w-]{40,}/)
})

onEachDatabase(t, 'after the close no mail is said to wait', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { id } = await anOrganisation(scope, { teams: { North: 9 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  const messages = `/app/checks/${checkId}/messages`
  t.match((await visitor.get(messages)).body, 'Waits for a mail server')
  await closeSurvey(running.deps, { workspaceId: scope.workspaceId, checkId })
  const { body } = await visitor.get(messages)
  t.match(body, 'has been deleted')
  t.notMatch(body, /Waits for a mail server|Each mail waits here|0 of 0/)
})
