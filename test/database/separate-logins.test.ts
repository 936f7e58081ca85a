import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { openInbox } from '../../src/collection/inbox.ts'
import { hashToken } from '../../src/collection/link.ts'
import { storeResponses } from '../../src/collection/queries.ts'
import { beginCounter } from '../../src/collection/watch-restore.ts'
import { openPostgres } from '../../src/database/open.ts'
import { type DatabaseRole, databaseRoles, enterRole } from '../../src/database/roles.ts'
import { asCollector, closingOf } from '../../src/database/scope.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, startApp } from '../support/app.ts'
import { freshPostgresUrl } from '../support/database.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

// The wall as it stands when nothing inside the program could leave its role: another login, member of that role alone.

const denied = { code: '42501' }

/** The address of the same database by a login that is a member of these roles and may do nothing else. */
async function aLogin(t: Test, url: string, role: DatabaseRole): Promise<string> {
  const admin = await openPostgres(url)
  const login = `${role}_${randomUUID().slice(0, 8)}`
  await sql
    .raw(`create role ${login} login password 'only for this test'; grant ${databaseRoles[role]} to ${login}`)
    .execute(admin.db)
  t.teardown(async () => {
    await sql.raw(`drop role ${login}`).execute(admin.db)
    await admin.close()
  })
  const own = new URL(url)
  own.username = login
  own.password = 'only for this test'
  return own.href
}

/** A program with a check in each mode, on a database that is reached by this login, too. */
async function aProgram(t: Test, role: DatabaseRole) {
  const url = await freshPostgresUrl()
  const login = await aLogin(t, url, role)
  const apart = await openPostgres(login)
  const database = await openPostgres(url, role === 'collect' ? login : null)
  // Closed before the login is dropped, which tap does in the order of the teardowns.
  const running = await startApp(t, database)
  t.teardown(async () => {
    await apart.close()
    await database.close()
  })
  const scope = await anOwner(running)
  const sealed = await aSurvey(running, scope, { sealed: true, teams: { North: 6 } })
  const trial = await aSurvey(running, scope, { teams: { North: 6 } })
  return { running, scope, sealed, trial, apart: apart.db }
}

async function cannotBecome(t: Test, db: Parameters<typeof enterRole>[0], roles: readonly DatabaseRole[]) {
  for (const role of roles)
    await t.rejects(
      db.transaction().execute((trx) => enterRole(trx, role, [])),
      denied,
      `nor become ${role}`,
    )
}

t.test('a login that collects takes, replaces and withdraws answers, and can do nothing else', async (t) => {
  const { running, sealed, scope, apart } = await aProgram(t, 'collect')
  const post = postTo(running)
  const text = await directoryOf(running, sealed)
  const [first, second] = sealed.people
  if (first === undefined || second === undefined) throw new Error('Nobody was invited.')
  const { m } = await answerSealed(post, text, { check: sealed, person: first })
  await answerSealed(post, text, { check: sealed, person: second })
  t.match(await post(`/i/${sealed.publicId}/receipt`, { m, envelope: null }), { status: 200 })
  const kept = await asCollector(apart, [scope.workspaceId], (trx) =>
    trx.selectFrom('envelopes').select('check_id').execute(),
  )
  t.same(kept, [{ check_id: sealed.checkId }], 'one of two was withdrawn')
  for (const table of ['invitations', 'people', 'checks', 'accounts'] as const)
    await t.rejects(apart.selectFrom(table).selectAll().execute(), denied, table)
  t.same(await apart.selectFrom('envelopes').selectAll().execute(), [], 'nor a row that it did not name')
  await t.rejects(sql`select * from asked_checks(array['x'])`.execute(apart), denied)
  await t.rejects(sql`select * from due_checks(now())`.execute(apart), denied)
  await cannotBecome(t, apart, ['rooms', 'close', 'door'])
})

t.test('a login that lets people in needs nothing else for a trial', async (t) => {
  const { running, trial, apart } = await aProgram(t, 'door')
  const [person] = trial.people
  if (person === undefined) throw new Error('Nobody was invited.')
  const atDoor = openInbox({ ...running.deps, db: apart })
  // Only whoever owns the tables begins a counter.
  const counted = { ...(await beginCounter(running.deps)), known: 0 }
  const answer = { hash: hashToken(person.token), isLeader: false, mark: 'm', id: randomUUID(), sheet: '{}' }
  const way = { ...trial, by: 'token' as const }
  const stored = () => storeResponses(apart, way, { batch: [answer], now: running.deps.now(), counted })
  t.same([await stored(), await stored()], [[true], [false]], 'once')
  const check = await atDoor.find(trial.publicId)
  t.equal(check?.name, 'Q4 2026')
  if (check === null) return
  t.match(await atDoor.knock(check, { by: 'token', secret: person.token }), { reason: 'spent' })
  for (const table of ['responses', 'people', 'envelopes', 'invitations', 'organisations'] as const)
    await t.rejects(apart.selectFrom(table).selectAll().execute(), denied, table)
  await cannotBecome(t, apart, ['rooms', 'close', 'collect'])
})

t.test('a login that closes counts and forgets, and reads nobody’s name', async (t) => {
  const { running, scope, sealed, trial, apart } = await aProgram(t, 'close')
  const text = await directoryOf(running, sealed)
  for (const person of sealed.people) await answerSealed(postTo(running), text, { check: sealed, person })
  const visitor = aVisitor(running)
  for (const person of trial.people)
    t.equal((await visitor.post(`/i/${trial.publicId}/answers`, answersOf(person))).status, 200)
  const { db: behind } = closingOf(apart, scope.workspaceId)
  for (const table of ['people', 'teams', 'organisations', 'accounts', 'memberships', 'messages'] as const)
    await t.rejects(sql`select * from ${sql.table(table)}`.execute(behind), denied, table)
  t.same(await apart.selectFrom('envelopes').selectAll().execute(), [], 'nor a row that it did not name')
  for (const check of [sealed, trial])
    t.equal(await closeSurvey({ ...running.deps, db: apart }, check), 'closed')
  const tables = await running.deps.db.selectFrom('released_tables').select('content').execute()
  t.same(
    tables.map(({ content }) => (content as { participation?: object }).participation),
    [1, 2].map(() => ({ invited: 6, answered: 6 })),
  )
  await cannotBecome(t, apart, ['rooms', 'collect', 'door'])
})
