import { setTimeout as wait } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { endInvitations } from '../../src/checks/invitations/queries.ts'
import { sendBatch } from '../../src/checks/invitations/send-batch.ts'
import type { Database } from '../../src/database/open.ts'
import { inTransaction, type Scope } from '../../src/database/scope.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, eventually, signedIn, startApp } from '../support/app.ts'
import { allSent, anOpenCheck, anOrganisation, answered } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { confirmImport, upload } from '../support/organisations.ts'
import { answerSealed, aRespondent, directoryOf, postTo } from '../support/sealed.ts'
import { aMailPeer } from '../support/smtp.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

/** A sealed check with people of the roster, and who takes them off it. */
async function aSealedCheck(t: Test, database: Database) {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const check = await aSurvey(running, scope, { sealed: true, teams: { North: 8, South: 8 } })
  const { organisation_id: organisationId } = await database.db
    .selectFrom('checks')
    .select('organisation_id')
    .where('id', '=', check.checkId)
    .executeTakeFirstOrThrow()
  const people = `/app/organisations/${organisationId}/people`
  const post = postTo(running)
  const text = await directoryOf(running, check)
  const one = (at: number) => {
    const person = check.people[at]
    if (person === undefined) throw new Error('Nobody was invited there.')
    return person
  }
  return {
    ...{ running, scope, visitor, check, people, post, text, one },
    respondent: (at: number) => aRespondent(post, text, { check, person: one(at) }),
    remove: async (at: number) => {
      await visitor.get(people)
      return visitor.post(`${people}/${one(at).id}/remove`, {})
    },
  }
}

async function usedBy({ db }: Scope, invitationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('invitations')
    .select('blinded_hash')
    .where('id', '=', invitationId)
    .executeTakeFirstOrThrow()
  return row.blinded_hash
}

onEachDatabase(t, 'whoever is removed can no longer answer, and is told so', async (t, database) => {
  const { running, scope, visitor, check, people, post, text, one, respondent, remove } = await aSealedCheck(
    t,
    database,
  )
  t.match((await visitor.get(`${people}/${one(0).id}`)).body, 'ends at once')
  const leaver = await respondent(0)
  t.equal((await remove(0)).status, 303)
  t.match(await leaver.issue(), { status: 410, body: /This invitation has ended/ })
  const byLink = await aVisitor(running).post(`/i/${check.publicId}/form`, { token: one(0).token })
  t.match(byLink, { status: 410, body: /taken you off the list of those who are asked/ })
  const plain = await aVisitor(running).post(`/i/${check.publicId}/answers`, {
    ...answersOf(one(0)),
    ...{ token: '', code: one(0).code },
  })
  t.match(plain, { status: 410, body: /This invitation has ended/ })
  t.equal(await usedBy(scope, one(0).id), null)

  await answerSealed(post, text, { check, person: one(1) })
  t.match((await visitor.get(`${people}?removed=${one(0).id}`)).body, 'Undo')
  await visitor.post(`${people}/restore`, {})
  t.equal((await leaver.issue()).status, 200, 'whoever is brought back has their invitation again')
})

onEachDatabase(t, 'an answer that was given stays, and cannot be given twice', async (t, database) => {
  const { running, check, one, respondent, remove, people, visitor } = await aSealedCheck(t, database)
  const [leaver, again] = [await respondent(0), await respondent(0)]
  const issued = await leaver.issue()
  await remove(0)
  t.same(await leaver.issue(), issued, 'whose connection was lost gets the same once more')
  t.match(await again.issue(), { status: 410, body: /This invitation has ended/ }, 'not: already used')
  t.equal((await leaver.submit(await leaver.seal(issued))).status, 200)
  await visitor.get(`${people}?removed=${one(0).id}`)
  await visitor.post(`${people}/restore`, {})
  t.match(await again.issue(), { status: 409, body: /already been used/ })
  await remove(0)
  for (const at of [1, 2, 3, 4, 5]) {
    const other = await respondent(at)
    await other.submit(await other.seal(await other.issue()))
  }
  await remove(6)
  await closeSurvey(running.deps, check)
  const { content } = await database.db
    .selectFrom('released_tables')
    .select('content')
    .where('check_id', '=', check.checkId)
    .executeTakeFirstOrThrow()
  t.match(content, { atoms: [{ invited: 16, answered: 6 }] }, 'N stays')
})

onEachDatabase(t, 'a removal and an answer at once have one outcome', async (t, database) => {
  const { scope, one, respondent, remove } = await aSealedCheck(t, database)
  const waiting = await respondent(0)
  let issued = waiting.issue()
  await inTransaction(scope, async (trx) => {
    await endInvitations(trx, [{ personId: one(0).id, addressHash: null }])
    issued = waiting.issue()
    const first = await Promise.race([issued.then(() => 'answered'), wait(300, 'waits')])
    t.equal(first, 'waits', 'for the removal')
  })
  t.equal((await issued).status, 410)
  t.equal(await usedBy(scope, one(0).id), null)
  for (const at of [1, 2, 3, 4, 5, 6, 7]) {
    const person = await respondent(at)
    const [{ status }] = await Promise.all([person.issue(), wait(at).then(() => remove(at))])
    t.ok([200, 410].includes(status))
    t.equal((await usedBy(scope, one(at).id)) !== null, status === 200)
  }
})

onEachDatabase(t, 'no mail goes to who has left, not even a queued one', async (t, database) => {
  const peer = await aMailPeer(t)
  peer.behave(() => 'later')
  const running = await startApp(t, database, { mailer: peer.mailer })
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  const waiting = () =>
    database.db.selectFrom('messages').select('problem').where('attempts', '>', 0).execute()
  await eventually(async () => (await waiting()).length === 6)
  const leaver = await database.db
    .selectFrom('people')
    .select('id')
    .where('name', '=', 'Staff 3 of North')
    .executeTakeFirstOrThrow()
  await visitor.post(`/app/organisations/${id}/people/${leaver.id}/remove`, {})
  await eventually(async () => (await waiting()).every(({ problem }) => problem !== null))
  peer.behave(() => 'take')
  const before = peer.accepted.length
  running.setNow('2026-11-20T14:00:00Z')
  const { id: batchId, workspace_id: workspaceId } = await database.db
    .selectFrom('message_batches')
    .select(['id', 'workspace_id'])
    .executeTakeFirstOrThrow()
  await sendBatch(running.deps, { workspaceId, checkId, batchId })
  const written = () => peer.accepted.slice(before).map(({ to }) => to)
  t.equal(written().length, 5)
  t.match((await visitor.get(`/app/checks/${checkId}/messages`)).body, '5 of 5 sent')
  await visitor.post(`/app/checks/${checkId}/remind`, {})
  await allSent(running, checkId)
  t.equal(written().length, 10)
  t.notOk(written().includes('staff-3.north@kestrel.example'))

  await visitor.get(`/app/organisations/${id}/people?removed=${leaver.id}`)
  await visitor.post(`/app/organisations/${id}/people/restore`, {})
  t.match((await visitor.get(`/app/checks/${checkId}/messages`)).body, 'now that they are back')
  await visitor.post(`/app/checks/${checkId}/messages/retry`, {})
  await eventually(async () => written().includes('staff-3.north@kestrel.example'))
})

onEachDatabase(t, 'no page tells whether who left had answered', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const pagesAfter = async (hasAnswered: boolean) => {
    const { id } = await anOrganisation(scope, { teams: { North: 24 }, withoutAddress: 6 })
    const checkId = await anOpenCheck(visitor, id)
    await answered(running, checkId, (name) => hasAnswered && name === 'Staff 3 of North')
    const leaver = await database.db
      .selectFrom('people')
      .select('id')
      .where('organisation_id', '=', id)
      .where('name', '=', 'Staff 3 of North')
      .executeTakeFirstOrThrow()
    await visitor.post(`/app/organisations/${id}/people/${leaver.id}/remove`, {})
    const check = `/app/checks/${checkId}`
    const rooms = ['', '/messages', '/messages?show=held', '/messages?show=skipped', '/groups', '/cards']
    const addresses = [...rooms.map((room) => `${check}${room}`), `/app/organisations/${id}/people`]
    const bodies = []
    for (const address of addresses) bodies.push((await visitor.get(address)).body)
    return bodies.map((body) =>
      body.replace(/[0-9a-f-]{36}/g, 'id').replace(/name="_csrf" value="[^"]*"/g, ''),
    )
  }
  const [had, hadNot] = [await pagesAfter(true), await pagesAfter(false)]
  t.match(had[1], /of 23 sent/, 'there is something to see')
  t.same(had, hadNot)
})

onEachDatabase(t, 'an import that removes people ends their invitations', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 7 } })
  const visitor = await signedIn(running)
  await anOpenCheck(visitor, id)
  const room = { running, visitor, room: `/app/organisations/${id}` }
  const staying = [1, 2, 3, 4, 5].map((n) => `Staff ${n} of North,staff-${n}.north@kestrel.example,North`)
  const preview = await upload(room, `Name,E-mail,Team\n${staying.join('\n')}\n`)
  t.match((await visitor.get(preview)).body, 'Their invitations to open checks end')
  await confirmImport(room, preview, { removesMissing: 'yes', organisationName: 'Kestrel Payments' })
  const rows = await database.db
    .selectFrom('invitations')
    .leftJoin('people', 'people.id', 'invitations.person_id')
    .select(['has_ended', 'people.name'])
    .execute()
  t.equal(rows.length, 7)
  t.ok(rows.every(({ has_ended, name }) => has_ended === (name === null)))
  t.equal(rows.filter(({ has_ended }) => has_ended).length, 2)
})

onEachDatabase(
  t,
  'whoever comes back under their address has the invitation they had',
  async (t, database) => {
    const running = await startApp(t, database)
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 7 } })
    const visitor = await signedIn(running)
    const checkId = await anOpenCheck(visitor, id)
    const invitations = () =>
      database.db.selectFrom('invitations').select(['id', 'spent_by', 'person_id', 'has_ended']).execute()
    const people = `/app/organisations/${id}/people`
    const personOf = (email: string) =>
      database.db.selectFrom('people').select('id').where('email', '=', email).executeTakeFirstOrThrow()
    const told = []
    for (const n of [1, 2]) {
      const email = `staff-${n}.north@kestrel.example`
      const old = await personOf(email)
      await answered(running, checkId, (name) => n === 1 && name === 'Staff 1 of North')
      await visitor.get(people)
      if (n === 1) await visitor.post(`${people}/${old.id}/remove`, {})
      else await visitor.post(`${people}/${old.id}/erase`, { name: 'Staff 2 of North' })
      const before = await invitations()
      await visitor.post(`${people}/new`, {
        name: 'Back Again',
        email: email.toUpperCase(),
        teamId: '',
        language: '',
      })
      const back = await personOf(email.toUpperCase())
      await visitor.post(`/app/checks/${checkId}/messages/joiner`, { personId: back.id })
      told.push(
        (await visitor.get(`/app/checks/${checkId}/messages`)).body.match(/Invited into the unit [^<]*/)?.[0],
      )
      const after = await invitations()
      t.equal(after.length, 7, 'no second invitation')
      const theirs = after.find(({ person_id }) => person_id === back.id)
      t.match(theirs, { has_ended: false, spent_by: n === 1 ? 'x' : null }, 'used or not, as it was')
      t.ok(before.some((one) => one.id === theirs?.id && one.has_ended))
      t.not(back.id, old.id)
    }
    t.match(told[0], 'Invited into the unit')
    t.equal(told[0], told[1], 'and the page tells neither')
    const units = await database.db.selectFrom('units').select('invited').execute()
    t.same(units, [{ invited: 7 }], 'nobody is counted twice')
  },
)
