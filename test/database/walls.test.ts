import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { findAskedChecks, findInvitations } from '../../src/collection/check-queries.ts'
import { listClosed, listDueChecks } from '../../src/collection/close-queries.ts'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { findOpenLink } from '../../src/collection/open-link-queries.ts'
import { storeResponses } from '../../src/collection/queries.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type Database, openPostgres } from '../../src/database/open.ts'
import { databaseRoles, enterRole, MissingRolesError } from '../../src/database/roles.ts'
import {
  asCollector,
  closingOfAll,
  doorOf,
  inTransaction,
  inWorkspace,
  roomsOf,
} from '../../src/database/scope.ts'
import { findAskedTest } from '../../src/instruments/priorities-test/sealing/queries.ts'
import { emptyPostgresUrl, onEachDatabase } from '../support/database.ts'
import { aFolder } from '../support/process.ts'
import { aSurvey, type SurveyCheck } from '../support/survey.ts'

const denied = { code: '42501' }

async function aWorkspace(t: Parameters<typeof aFolder>[0], { db }: Database): Promise<SurveyCheck> {
  const workspaceId = randomUUID()
  const now = new Date('2026-11-20T12:00:00Z')
  await db.insertInto('workspaces').values({ id: workspaceId, name: 'W', created_at: now }).execute()
  const deps = { keys: openKeyFolder(aFolder(t)), now: () => now }
  const check = await aSurvey({ deps }, { db, workspaceId })
  const place = { workspace_id: workspaceId, check_id: check.checkId }
  const mark = Buffer.from(randomUUID())
  await db
    .insertInto('spent_marks')
    .values({ ...place, mark, tag: mark, is_withdrawn: false })
    .execute()
  await db
    .insertInto('envelopes')
    .values({ ...place, mark, veil: mark, envelope: mark })
    .execute()
  return check
}

onEachDatabase(t, 'what cannot be committed gives its connection back', async (t, { db }) => {
  await sql`create table pairs (id integer unique deferrable initially deferred)`.execute(db)
  await sql`grant insert on pairs to alignment_rooms`.execute(db)
  const rooms = roomsOf(db, randomUUID()).db
  for (let more = 0; more < 20; more++)
    await t.rejects(sql`insert into pairs values (1), (1)`.execute(rooms), { code: '23505' })
  await sql`drop table pairs`.execute(db)
})

onEachDatabase(t, 'the second wall', async (t, database) => {
  const { db } = database
  const [own, other] = [await aWorkspace(t, database), await aWorkspace(t, database)]
  const rooms = roomsOf(db, own.workspaceId)

  await t.test('stands around every table of a workspace', async (t) => {
    const { rows } = await sql<{ name: string; isWalled: boolean; policies: number }>`
      select pg_class.relname as name, relrowsecurity as "isWalled",
        (select count(*)::int from pg_policies where tablename = relname) as policies
      from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'workspace_id'
      where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(db)
    t.ok(rows.length > 20)
    t.same(
      rows.filter(({ isWalled, policies }) => !isWalled || policies < 2).map(({ name }) => name),
      [],
    )
  })

  await t.test('a query that forgets its workspace finds and changes nothing of another', async (t) => {
    const people = await rooms.db.selectFrom('people').select('workspace_id').execute()
    t.equal(people.length, 12)
    t.ok(people.every((row) => row.workspace_id === own.workspaceId))
    t.same(
      await rooms.db.selectFrom('checks').select('id').execute(),
      [{ id: own.checkId }],
      'asked for all, given one',
    )
    const renamed = await rooms.db.updateTable('organisations').set({ name: 'Mine' }).executeTakeFirst()
    t.equal(renamed.numUpdatedRows, 1n)
    await rooms.db.deleteFrom('invitations').execute()
    const left = await db.selectFrom('invitations').select('workspace_id').execute()
    t.equal(left.length, 12)
    t.ok(left.every((row) => row.workspace_id === other.workspaceId))
    t.same(await rooms.db.selectFrom('workspaces').select('id').execute(), [{ id: own.workspaceId }])
    await t.rejects(
      rooms.db
        .insertInto('replaced_links')
        .values({ workspace_id: other.workspaceId, check_id: other.checkId, token_hash: 'x' })
        .execute(),
      denied,
    )
  })

  await t.test('holds in a transaction, is kept or undone with it, and ends with it', async (t) => {
    const rename = (name: string) =>
      inTransaction(rooms, async (trx) => {
        await trx.db.updateTable('checks').set({ name }).execute()
        if (name === 'Undone') throw new Error('No.')
      })
    await rename('Kept')
    await t.rejects(rename('Undone'), /No/)
    t.same(await db.selectFrom('checks').select('name').orderBy('name').execute(), [
      { name: 'Kept' },
      { name: 'Q4 2026' },
    ])
    const inside = await inWorkspace(db, own.workspaceId, ({ db }) =>
      db.selectFrom('checks').select('id').execute(),
    )
    t.same(inside, [{ id: own.checkId }])
    const { rows } = await sql<{ role: string; workspace: string }>`
      select current_setting('role') as role, current_setting('app.workspace_id', true) as workspace`.execute(
      db,
    )
    t.match(rows[0], { role: 'none' })
    t.notOk(rows[0]?.workspace)
  })

  await t.test('goes on after a query that failed', async (t) => {
    await t.rejects(sql`select 1 / 0`.execute(rooms.db))
    t.equal((await rooms.db.selectFrom('checks').select('id').execute()).length, 1)
  })

  await t.test('keeps raw answers from the rooms, and invitations from the collection', async (t) => {
    for (const table of ['responses', 'envelopes', 'spent_marks', 'sessions', 'takings'] as const)
      await t.rejects(rooms.db.selectFrom(table).selectAll().execute(), denied, table)
    await t.rejects(rooms.db.deleteFrom('audit_log').execute(), denied, 'the log is appended to only')
    const collect = <T>(steps: (trx: typeof db) => Promise<T>) => asCollector(db, [own.workspaceId], steps)
    for (const table of ['invitations', 'people', 'messages', 'replaced_links'] as const)
      await t.rejects(
        collect((trx) => trx.selectFrom(table).select('workspace_id').execute()),
        denied,
        table,
      )
    const envelopes = await collect((trx) => trx.selectFrom('envelopes').select('workspace_id').execute())
    t.same(envelopes, [{ workspace_id: own.workspaceId }])
    const both = await asCollector(db, [own.workspaceId, other.workspaceId], (trx) =>
      trx.selectFrom('envelopes').select('workspace_id').execute(),
    )
    t.equal(both.length, 2)
  })

  await t.test(
    'lets in as a role that knows neither whose an invitation is nor what was answered',
    async (t) => {
      const door = doorOf(db, own.workspaceId)
      const invitations = await door
        .selectFrom('invitations')
        .select(['workspace_id', 'token_hash'])
        .execute()
      t.ok(
        invitations.every((row) => row.workspace_id === own.workspaceId),
        'asked for all, given its own',
      )
      t.same(await door.selectFrom('units').select('workspace_id').distinct().execute(), [
        { workspace_id: own.workspaceId },
      ])
      for (const table of [
        'people',
        'responses',
        'envelopes',
        'spent_marks',
        'messages',
        'audit_log',
      ] as const)
        await t.rejects(door.selectFrom(table).select('workspace_id').execute(), denied, table)
      await t.rejects(door.selectFrom('invitations').select('person_id').execute(), denied)
      await t.rejects(door.selectFrom('checks').select('frozen_tree').execute(), denied)
      await t.rejects(door.updateTable('invitations').set({ token_hash: 'mine' }).execute(), denied)
      const foreign = { workspace_id: other.workspaceId, check_id: other.checkId, id: randomUUID() }
      await t.rejects(
        door
          .insertInto('responses')
          .values({ ...foreign, unit_id: randomUUID(), content: '{}' })
          .execute(),
        denied,
      )
    },
  )

  await t.test('shows whoever names a public id that check and no other', async (t) => {
    const seen = await db.transaction().execute(async (trx) => {
      await enterRole(trx, 'door', [])
      await sql`select set_config('app.public_ids', ${[own.publicId, 'x,y}']}::text[]::text, true)`.execute(
        trx,
      )
      return trx.selectFrom('checks').select('public_id').execute()
    })
    t.same(seen, [{ public_id: own.publicId }], 'asked for all, given one')
    const [found, ...more] = await findAskedChecks(db, [own.publicId, 'nowhere'])
    t.match(found, { workspaceId: own.workspaceId, organisation: 'Mine', timeZone: 'Europe/Vienna' })
    t.equal(more.length, 0)
    const { rows } = await sql<{ named: string }>`
      select concat(current_setting('app.public_ids', true), current_setting('app.workspace_id', true)) as named
    `.execute(db)
    t.same(rows, [{ named: '' }], 'and names nothing afterwards')
    const kept = await inWorkspace(db, own.workspaceId, async (scope) => {
      await findAskedChecks(scope.db, [other.publicId])
      return scope.db.selectFrom('checks').select('id').execute()
    })
    t.same(kept, [{ id: own.checkId }], 'nor does a transaction see another workspace than before')
  })

  await t.test('is where people really are let in, found and listed', async (t) => {
    const without = async (right: string, role: string, path: () => Promise<unknown>) => {
      await sql.raw(`revoke ${right} from ${role}`).execute(db)
      await t.rejects(path(), denied, right)
      await sql.raw(`grant ${right} to ${role}`).execute(db)
    }
    const { door: atDoor, close } = databaseRoles
    const counted = { counter: randomUUID(), known: 0, seen: '' }
    const [hash, at] = ['nobody', new Date()]
    const way = { ...other, by: 'token' as const }
    await without('insert on responses', atDoor, async () => {
      await sql`insert into takings values (${counted.counter}, 0)`.execute(db)
      const { rows } = await sql<{ seen: string }>`select incarnation() as seen`.execute(db)
      const stored = { hash, isLeader: false, mark: 'm', id: randomUUID(), sheet: '{}' }
      await storeResponses(db, way, { batch: [stored], now: at, counted: { ...counted, ...rows[0] } })
    })
    await without('select (token_hash) on replaced_links', atDoor, () => findInvitations(db, way, [hash]))
    await without('select (time_zone) on organisations', atDoor, () => findAskedChecks(db, [own.publicId]))
    await without('select (open_link) on checks', atDoor, () => findOpenLink(db, 'nowhere'))
    await without('select (seal_key) on priorities_tests', atDoor, () => findAskedTest(db, 'nowhere'))
    const everywhere = closingOfAll(db)
    await without('execute on function due_checks', close, () => listDueChecks(everywhere, at))
    await without('execute on function over_checks', close, () => listClosed(everywhere, [own.checkId]))
    const due = await listDueChecks(everywhere, new Date('2026-12-01T00:00:00Z'))
    t.same(due.map(({ checkId }) => checkId).sort(), [own.checkId, other.checkId].sort())
    t.same(Object.keys(due[0] ?? {}), ['workspaceId', 'checkId'], 'of all workspaces, two ids and no more')
    await t.rejects(
      roomsOf(db, own.workspaceId).db.executeQuery(sql`select due_checks(now())`.compile(db)),
      denied,
    )
  })

  await t.test('shows nothing to a role that named no workspace', async (t) => {
    const found = await db.transaction().execute(async (trx) => {
      await enterRole(trx, 'rooms', [])
      return trx.selectFrom('checks').select('id').execute()
    })
    t.same(found, [])
  })
})

t.test('a login that may not create roles is told which SQL to run', async (t) => {
  const url = new URL(await emptyPostgresUrl())
  const admin = await openPostgres(url.href)
  const login = `login_${randomUUID().slice(0, 8)}`
  t.teardown(async () => {
    await sql.raw(`drop owned by ${login}; drop role ${login}`).execute(admin.db)
    await admin.close()
  })
  await sql
    .raw(`create role ${login} login password 'only for this test'; grant all on schema public to ${login}`)
    .execute(admin.db)
  url.username = login
  url.password = 'only for this test'
  const plain = await openPostgres(url.href)
  t.teardown(() => plain.close())
  const refusal = await migrate(plain.db).catch((error: unknown) => error)
  t.ok(refusal instanceof MissingRolesError)
  const { message } = refusal as Error
  t.match(message, `grant ${Object.values(databaseRoles).join(', ')} to "${login}";`)

  const statements = message.split('\n').slice(1)
  await sql.raw(statements.at(-1) ?? '').execute(admin.db)
  await migrate(plain.db)
  await plain.db
    .insertInto('workspaces')
    .values({ id: randomUUID(), name: 'W', created_at: new Date() })
    .execute()
  const seen = await roomsOf(plain.db, randomUUID()).db.selectFrom('workspaces').select('id').execute()
  t.same(seen, [], 'the wall stands for a login that is no superuser, too')
})
