import { sql } from 'kysely'
import t from 'tap'
import { listUnanswered } from '../../src/checks/invitations/queries.ts'
import { sendBatch } from '../../src/checks/invitations/send-batch.ts'
import { claimMessages } from '../../src/checks/invitations/sending-queries.ts'
import { countAnswered } from '../../src/checks/overview/queries.ts'
import { hashToken } from '../../src/collection/link.ts'
import { anOwner, eventually, signedIn, startApp, type TestApp } from '../support/app.ts'
import { allSent, anOpenCheck, anOrganisation, answered } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { type AcceptedMail, aMailPeer } from '../support/smtp.ts'

const peopleWritten = (mails: readonly AcceptedMail[]) => new Set(mails.map(({ to }) => to)).size
const lettersWritten = (mails: readonly AcceptedMail[]) =>
  new Set(mails.map(({ messageId }) => messageId)).size

async function statesOf({ deps }: TestApp): Promise<Record<string, number>> {
  const rows = await deps.db.selectFrom('messages').select('status').execute()
  return Object.fromEntries(
    Object.entries(Object.groupBy(rows, ({ status }) => status)).map(([status, group]) => [
      status,
      group.length,
    ]),
  )
}

async function theBatch({ deps }: TestApp) {
  const row = await deps.db.selectFrom('message_batches').selectAll().executeTakeFirstOrThrow()
  return { workspaceId: row.workspace_id, checkId: row.check_id, batchId: row.id }
}

onEachDatabase(t, 'each person gets one mail with their own link and code', async (t, database) => {
  const { db } = database
  const peer = await aMailPeer(t)
  const running = await startApp(t, database, { mailer: peer.mailer })
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 30 }, withoutAddress: 3 })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  await allSent(running, checkId)
  t.equal(peer.accepted.length, 30)
  t.equal(peopleWritten(peer.accepted), 30)
  const known = await db
    .selectFrom('invitations')
    .innerJoin('people', 'people.id', 'invitations.person_id')
    .select(['token_hash', 'people.email'])
    .execute()
  for (const mail of peer.accepted) {
    const [, token = ''] = /#([\w-]+)/.exec(mail.text) ?? []
    t.equal(known.find(({ token_hash }) => token_hash === hashToken(token))?.email, mail.to)
    t.match(mail.html, `#${token}`)
  }
  const page = await visitor.get(`/app/checks/${checkId}/messages`)
  t.match(page.body, '30 of 30 sent')
  const [, messageId] = /messages\/([0-9a-f-]{36})"/.exec(page.body) ?? []
  const mail = await visitor.get(`/app/checks/${checkId}/messages/${messageId}`)
  t.notMatch(mail.body, /#[\w-]{40,}/, 'the link of a sent mail is shown to nobody')
})

onEachDatabase(
  t,
  'a server that refuses some, dies midway and comes back gets each mail once',
  async (t, database) => {
    const peer = await aMailPeer(t)
    let taken = 0
    peer.behave((to) => {
      if (to.startsWith('staff-7.')) return 'refuse'
      if (to.startsWith('staff-8.')) return 'later'
      taken += 1
      return taken > 40 ? 'hang-up' : 'take'
    })
    const running = await startApp(t, database, { mailer: peer.mailer })
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 60 } })
    const visitor = await signedIn(running)
    const checkId = await anOpenCheck(visitor, id)
    await eventually(async () => (await theStatus(running)) === 'idle')
    await peer.stop()
    const before = await statesOf(running)
    t.ok((before.waiting ?? 0) > 0, 'some are still waiting')
    t.ok((before.sent ?? 0) > 0, 'some are sent')

    running.setNow('2026-11-20T13:00:00Z')
    await sendBatch(running.deps, await theBatch(running))
    t.match((await visitor.get(`/app/checks/${checkId}/messages?show=waiting`)).body, 'cannot be reached')

    await peer.start()
    peer.behave((to) => (to.startsWith('staff-7.') ? 'refuse' : 'take'))
    running.setNow('2026-11-20T14:00:00Z')
    await sendBatch(running.deps, await theBatch(running))
    t.same(await statesOf(running), { failed: 1, sent: 59 })
    t.equal(peopleWritten(peer.accepted), 59)
    t.equal(lettersWritten(peer.accepted), 59, 'a copy bears the Message-ID of the first')
    const failed = await visitor.get(`/app/checks/${checkId}/messages?show=failed`)
    t.match(failed.body, 'does not know this address')
    t.match((await visitor.get(`/app/checks/${checkId}`)).body, 'One invitation could not be delivered')

    peer.behave(() => 'take')
    await visitor.post(`/app/checks/${checkId}/messages/retry`, {})
    await eventually(async () => (await statesOf(running)).sent === 60)
  },
)

onEachDatabase(
  t,
  'takes twenty of a batch, though nobody has counted the messages yet',
  async (t, database) => {
    const running = await startApp(t, database)
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 600 } })
    await anOpenCheck(await signedIn(running), id)
    await database.db.updateTable('messages').set({ status: 'waiting' }).execute()
    await sql`delete from pg_statistic where starelid = 'messages'::regclass`.execute(database.db)
    await sql`update pg_class set reltuples = -1, relpages = 0 where oid = 'messages'::regclass`.execute(
      database.db,
    )
    const ref = await theBatch(running)
    const now = running.deps.now()
    const claimed = await claimMessages(
      { db: database.db, workspaceId: ref.workspaceId },
      { ref, now, until: new Date(now.getTime() + 60_000), most: 20 },
    )
    t.equal(claimed.length, 20)
    const attempted = await database.db
      .selectFrom('messages')
      .select('id')
      .where('attempts', '>', 0)
      .execute()
    t.equal(attempted.length, 20)
  },
)

onEachDatabase(t, 'the planner knows how many messages an opening has made', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 300 } })
  await anOpenCheck(await signedIn(running), id)
  const { rows } = await sql<{ known: number }>`
    select reltuples::int as known from pg_class where oid = 'messages'::regclass`.execute(database.db)
  t.equal(rows[0]?.known, 300)
})

onEachDatabase(t, 'a sender that is refused condemns nobody written to', async (t, database) => {
  const peer = await aMailPeer(t)
  peer.welcome(false)
  const running = await startApp(t, database, { mailer: peer.mailer })
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 30 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  await eventually(async () => (await theStatus(running)) === 'idle')
  t.same(await statesOf(running), { waiting: 30 })
  t.match((await visitor.get(`/app/checks/${checkId}/messages?show=waiting`)).body, 'Check MAIL_FROM')
  peer.welcome(true)
  running.setNow('2026-11-20T13:00:00Z')
  await sendBatch(running.deps, await theBatch(running))
  t.same(await statesOf(running), { sent: 30 })
})

// Whether a run is over: nothing of the batch is claimed at this moment.
async function theStatus({ deps }: TestApp): Promise<'idle' | 'busy'> {
  const rows = await deps.db.selectFrom('messages').select(['attempts', 'problem', 'status']).execute()
  const tried = rows.filter(({ attempts }) => attempts > 0)
  const isOver = tried.every(({ status, problem }) => status !== 'waiting' || problem !== null)
  return tried.length > 0 && isOver ? 'idle' : 'busy'
}

onEachDatabase(t, 'several workers at once send each mail once', async (t, database) => {
  const peer = await aMailPeer(t)
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 90 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  t.same(await statesOf(running), { held: 90 })
  await visitor.post(`/app/checks/${checkId}/messages/send`, {})
  t.same(await statesOf(running), { held: 90 }, 'without a mail server they stay where they are')

  await database.db.updateTable('messages').set({ status: 'waiting' }).execute()
  await database.db.updateTable('message_batches').set({ status: 'sending' }).execute()
  const ref = await theBatch(running)
  const worker = { ...running.deps, mailer: peer.mailer }
  await Promise.all([sendBatch(worker, ref), sendBatch(worker, ref), sendBatch(worker, ref)])
  t.equal(peer.accepted.length, 90)
  t.equal(peopleWritten(peer.accepted), 90)
})

onEachDatabase(t, 'mails that waited for a mail server are sent when asked', async (t, database) => {
  const peer = await aMailPeer(t)
  const first = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(first), { teams: { North: 9 } })
  const checkId = await anOpenCheck(await signedIn(first), id)
  const outbox = await (await signedIn(first)).get('/app/outbox')
  t.match(outbox.body, 'Kestrel Payments, Q4 2026')
  await first.deps.jobs.stop()

  const second = await startApp(t, database, { mailer: peer.mailer })
  const visitor = await signedIn(second)
  t.match((await visitor.get(`/app/checks/${checkId}/messages`)).body, 'Send the waiting mails')
  await visitor.post(`/app/checks/${checkId}/messages/send`, {})
  await eventually(async () => peer.accepted.length === 9)
  t.equal(peopleWritten(peer.accepted), 9)
})

onEachDatabase(
  t,
  'reminders go only to those who have not answered, one batch at a time',
  async (t, database) => {
    const peer = await aMailPeer(t)
    const running = await startApp(t, database, { mailer: peer.mailer })
    const scope = await anOwner(running)
    const { id } = await anOrganisation(scope, { teams: { North: 12 } })
    const visitor = await signedIn(running)
    const checkId = await anOpenCheck(visitor, id)
    await allSent(running, checkId)
    await answered(running, checkId, (name) => /Staff [1-5] of/.test(name))
    t.match(await countAnswered(scope, checkId), [{ answered: 5 }], 'sealed answers are participation, too')
    t.equal((await listUnanswered(scope, checkId)).length, 7, 'and are not reminded of')
    peer.behave(() => 'later')
    await visitor.get(`/app/checks/${checkId}`)
    await visitor.post(`/app/checks/${checkId}/remind`, {})
    await eventually(async () => (await theStatus(running)) === 'idle')
    await visitor.post(`/app/checks/${checkId}/remind`, {})
    t.match((await visitor.get(`/app/checks/${checkId}`)).body, 'A reminder is still under way')

    await answered(running, checkId, (name) => /Staff 6 of/.test(name))
    peer.behave(() => 'take')
    running.setNow('2026-11-20T13:00:00Z')
    const reminder = await database.db
      .selectFrom('message_batches')
      .selectAll()
      .where('kind', '=', 'reminder')
      .executeTakeFirstOrThrow()
    await sendBatch(running.deps, { workspaceId: reminder.workspace_id, checkId, batchId: reminder.id })
    const reminders = peer.accepted.filter(({ subject }) => subject.startsWith('Still open'))
    t.same(
      reminders.map(({ to }) => to).sort(),
      ['10', '11', '12', '7', '8', '9'].map((n) => `staff-${n}.north@kestrel.example`),
      'who answered in between is left out, too',
    )
    const page = await visitor.get(`/app/checks/${checkId}/messages`)
    t.match(page.body, 'Reminder')
    t.notMatch(page.body, /\b[67] of \d+ sent/, 'how many were reminded is not shown')
    t.notMatch((await visitor.get(`/app/checks/${checkId}/messages?show=skipped`)).body, 'Staff 6')
    const log = await database.db
      .selectFrom('audit_log')
      .selectAll()
      .where('act', '=', 'reminder-sent')
      .execute()
    t.same(
      log.map(({ details }) => details),
      [{}],
    )

    await visitor.post(`/app/checks/${checkId}/remind`, {})
    t.equal(
      (await database.db.selectFrom('message_batches').select('id').where('kind', '=', 'reminder').execute())
        .length,
      2,
    )
  },
)

onEachDatabase(t, 'what is unsent at the close stays unsent', async (t, database) => {
  const peer = await aMailPeer(t)
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 9 } })
  const checkId = await anOpenCheck(await signedIn(running), id)
  await database.db.updateTable('message_batches').set({ status: 'sending' }).execute()
  await database.db.updateTable('messages').set({ status: 'waiting' }).execute()
  await database.db.updateTable('checks').set({ status: 'closed' }).execute()
  await sendBatch({ ...running.deps, mailer: peer.mailer }, await theBatch(running))
  t.equal(peer.accepted.length, 0)
  t.same(await statesOf(running), { skipped: 9 })
  t.ok(checkId)
})

onEachDatabase(t, 'someone who left the roster holds no reminder up', async (t, database) => {
  const { db } = database
  const peer = await aMailPeer(t)
  const running = await startApp(t, database, { mailer: peer.mailer })
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const checkId = await anOpenCheck(visitor, id)
  await allSent(running, checkId)
  const leaver = await db.selectFrom('people').select('id').limit(1).executeTakeFirstOrThrow()
  await visitor.post(`/app/organisations/${id}/people/${leaver.id}/remove`, {})
  for (const mails of [11, 16]) {
    await visitor.post(`/app/checks/${checkId}/remind`, {})
    await allSent(running, checkId)
    t.equal(peer.accepted.length, mails, 'those who stayed are reminded')
  }
})
