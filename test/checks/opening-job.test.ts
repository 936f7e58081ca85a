import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import type { Database } from '../../src/database/open.ts'
import { anOwner, eventually, signedIn, startApp, type TestApp, type Visitor } from '../support/app.ts'
import { aDraft, anOrganisation, markOn, openingDone, overviewOf, setUpFields } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { aMailPeer } from '../support/smtp.ts'

type T = Parameters<typeof startApp>[0]

/** A draft with so many groups that drawing their keys takes a while. */
async function aLargeDraft(t: T, database: Database, groups = 24) {
  const peer = await aMailPeer(t)
  const running = await startApp(t, database, { mailer: peer.mailer })
  const scope = await anOwner(running)
  const teams = Object.fromEntries(Array.from({ length: groups }, (_, at) => [`Team ${at + 1}`, 5]))
  const { id: organisationId } = await anOrganisation(scope, { teams })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, organisationId)
  const mark = markOn(await visitor.get(`/app/checks/${checkId}/sign-off`))
  return { running, visitor, checkId, mark, scope, peer }
}

/** Presses the button, and comes back while keys are being drawn; its answer comes later. */
async function press(visitor: Visitor, checkId: string, mark: string) {
  const answer = visitor.post(`/app/checks/${checkId}/open`, { mark })
  await eventually(async () => /[1-9]\d* of 24 keys drawn/.test(await overviewOf(visitor, checkId)))
  return { answer }
}

/** Of drafts and of attempts that are over nothing is left. */
function keysLeft({ deps }: TestApp): readonly string[] {
  const folder = join(deps.config.keyDir, 'checks')
  return existsSync(folder) ? readdirSync(folder) : []
}

async function traces({ db }: Database) {
  const count = async (table: 'units' | 'invitations' | 'message_batches') =>
    (await db.selectFrom(table).select('workspace_id').execute()).length
  return [await count('units'), await count('invitations'), await count('message_batches')]
}

onEachDatabase(t, 'a check is opened in the background, and shows how far it is', async (t, database) => {
  const { running, visitor, checkId, mark, scope, peer } = await aLargeDraft(t, database)
  const before = await overviewOf(visitor, checkId)
  t.notMatch(before, 'data-live')
  const { answer } = await press(visitor, checkId, mark)
  const during = await overviewOf(visitor, checkId)
  t.match(during, /role="progressbar"[^>]* aria-valuetext="\d+ of 24 keys drawn"/)
  t.match(during, 'Being opened')
  t.match(during, 'You can leave this page')
  t.notMatch(during, 'This check is a trial')
  t.match(during, /<section class="under-way" data-live>/)
  t.notMatch(during, '/sign-off"', 'there is nothing to sign off meanwhile')
  const address = `/app/checks/${checkId}`
  t.match(await visitor.get(`${address}/sign-off`), { status: 303, location: address })
  const second = visitor.post(`${address}/open`, { mark })
  t.same(await traces(database), [0, 0, 0], 'until all keys are drawn nothing has been made')

  for (const { status, location } of await Promise.all([answer, second]))
    t.same([status, location], [303, address])
  await openingDone(visitor, checkId)
  t.same(await traces(database), [24, 120, 1], 'once, though it was asked for twice')
  await eventually(async () => peer.accepted.length === 120)
  const check = await database.db.selectFrom('checks').selectAll().executeTakeFirstOrThrow()
  t.match(check, { status: 'open', mode: 'sealed', opening: null })
  const units = await database.db.selectFrom('units').select('id').execute()
  t.ok(
    running.deps.keys.checks.areThere(
      checkId,
      units.map(({ id }) => id),
    ),
  )
  const acts = await database.db
    .selectFrom('audit_log')
    .select(['account_id', 'details'])
    .where('act', '=', 'check-opened')
    .execute()
  t.match(acts, [{ account_id: scope.accountId, details: { invited: 120 } }], 'by whoever pressed')
})

onEachDatabase(t, 'a small check is open when the button comes back', async (t, database) => {
  const { visitor, checkId, mark } = await aLargeDraft(t, database, 2)
  t.equal((await visitor.post(`/app/checks/${checkId}/open`, { mark })).status, 303)
  const page = await overviewOf(visitor, checkId)
  t.match(page, 'Q4 2026 is open.')
  t.notMatch(page, 'Being opened')
})

const meanwhile: readonly {
  readonly what: string
  readonly change: (given: Awaited<ReturnType<typeof aLargeDraft>>) => Promise<unknown>
  readonly said: RegExp
}[] = [
  {
    what: 'the roster is edited',
    change: ({ scope }) =>
      scope.db.updateTable('people').set({ team_id: null }).where('name', '=', 'Staff 1 of Team 1').execute(),
    said: /have changed since this was signed off/,
  },
  {
    what: 'the set-up is edited',
    change: ({ visitor, checkId }) =>
      visitor.post(`/app/checks/${checkId}/edit`, setUpFields({ runBy: 'Somebody else' })),
    said: /have changed since this was signed off/,
  },
  {
    what: 'the deadline passes',
    change: async ({ running }) => running.setNow('2026-12-05T00:00:00Z'),
    said: /The last day to answer has passed/,
  },
]

for (const { what, change, said } of meanwhile)
  onEachDatabase(t, `${what} while keys are drawn, so the check is not opened`, async (t, database) => {
    const given = await aLargeDraft(t, database)
    const { running, visitor, checkId, mark } = given
    const { answer } = await press(visitor, checkId, mark)
    await change(given)
    // Refused at once, or, where the machine is slow, while nobody waits any more.
    const { status, body } = await answer
    if (status !== 303) t.match({ status, body }, { status: 409, body: said })
    // Whoever moved the clock has to sign in again.
    const again = await signedIn(running)
    await openingDone(again, checkId)
    t.match(await overviewOf(again, checkId), 'This check was not opened')
    const page = await again.get(`/app/checks/${checkId}/sign-off`)
    t.match(page.body, said)
    t.same(await traces(database), [0, 0, 0])
    await eventually(async () => keysLeft(running).length === 0)
    t.equal(running.deps.keys.checks.list().length, 0)

    if (what === 'the deadline passes') return
    t.equal((await again.post(`/app/checks/${checkId}/open`, { mark: markOn(page) })).status, 303)
    await openingDone(again, checkId)
    t.equal((await traces(database))[2], 1, 'and can be opened as it is now')
  })

onEachDatabase(t, 'a draft that is deleted while keys are drawn leaves none', async (t, database) => {
  const { running, visitor, checkId, mark } = await aLargeDraft(t, database)
  const { answer } = await press(visitor, checkId, mark)
  await visitor.post(`/app/checks/${checkId}/delete`, {})
  await answer
  t.equal((await visitor.get(`/app/checks/${checkId}`)).status, 404)
  await eventually(async () => {
    const { running: active, waiting } = await depthOf(running)
    return active + waiting === 0
  })
  t.same(keysLeft(running), [])
  t.same(await traces(database), [0, 0, 0])
})

onEachDatabase(t, 'an error while it is opened is told, and it can be opened again', async (t, database) => {
  const { running, visitor, checkId, mark } = await aLargeDraft(t, database, 2)
  await sql`alter table invitations add constraint full_disk check (false)`.execute(database.db)
  const failed = await visitor.post(`/app/checks/${checkId}/open`, { mark })
  await sql`alter table invitations drop constraint full_disk`.execute(database.db)
  t.match(failed, { status: 409, body: /An error on the server stopped the opening/ })
  t.match(await overviewOf(visitor, checkId), 'An error on the server stopped the opening')
  t.same(await traces(database), [0, 0, 0])
  t.same(keysLeft(running), [])
  t.equal((await visitor.post(`/app/checks/${checkId}/open`, { mark: markOn(failed) })).status, 303)
  t.match(await overviewOf(visitor, checkId), 'Q4 2026 is open.')
})

onEachDatabase(t, 'an opening whose job was lost is found again', async (t, database) => {
  const { running, visitor, checkId, mark, scope } = await aLargeDraft(t, database, 2)
  const { workspaceId, accountId } = scope
  // As a process leaves it that died between the two, and a backup, which holds no queue.
  await database.db
    .updateTable('checks')
    .set({ opening: JSON.stringify({ accountId, mark, keys: 2, drawn: 1, end: null }) })
    .where('workspace_id', '=', workspaceId)
    .execute()
  t.match(await overviewOf(visitor, checkId), 'Being opened')
  await running.deps.jobs.send('resume-openings', {})
  await openingDone(visitor, checkId)
  t.same(await traces(database), [2, 10, 1])
})

async function depthOf({ deps }: TestApp): Promise<{ readonly running: number; readonly waiting: number }> {
  const { rows } = await sql<{ state: string }>`
    select state from pgboss.job where name = 'open-check'`.execute(deps.db)
  const of = (...states: string[]) => rows.filter(({ state }) => states.includes(state)).length
  return { running: of('active'), waiting: of('created', 'retry') }
}
