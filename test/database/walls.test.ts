import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type Database, openPostgres } from '../../src/database/open.ts'
import { databaseRoles, enterRole, MissingRolesError } from '../../src/database/roles.ts'
import { asCollector, inTransaction, inWorkspace, roomsOf } from '../../src/database/scope.ts'
import { emptyPostgresUrl, freshPostgresUrl, onEachDatabase } from '../support/database.ts'
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
    for (const table of ['responses', 'envelopes', 'spent_marks', 'sessions'] as const)
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

t.test('a login of its own stores answers and can do nothing else', async (t) => {
  const url = new URL(await freshPostgresUrl())
  const admin = await openPostgres(url.href)
  const login = `collector_${randomUUID().slice(0, 8)}`
  await sql
    .raw(
      `create role ${login} login password 'only for this test'; grant ${databaseRoles.collect} to ${login}`,
    )
    .execute(admin.db)
  const own = new URL(url)
  own.username = login
  own.password = 'only for this test'
  const database = await openPostgres(url.href, own.href)
  t.teardown(async () => {
    await database.close()
    await sql.raw(`drop role ${login}`).execute(admin.db)
    await admin.close()
  })
  const { workspaceId, checkId } = await aWorkspace(t, database)
  const { collect } = database
  const mark = Buffer.from(randomUUID())
  const stored = await asCollector(collect, [workspaceId], async (trx) => {
    const place = { workspace_id: workspaceId, check_id: checkId, mark }
    const open = await trx.selectFrom('checks').select('id').forShare().execute()
    await trx
      .insertInto('spent_marks')
      .values({ ...place, tag: mark, is_withdrawn: false })
      .execute()
    await trx
      .insertInto('envelopes')
      .values({ ...place, veil: mark, envelope: mark })
      .execute()
    return open.length
  })
  t.equal(stored, 1)
  for (const table of ['invitations', 'people', 'checks', 'accounts'] as const)
    await t.rejects(collect.selectFrom(table).selectAll().execute(), denied, table)
  await t.rejects(
    collect.transaction().execute((trx) => enterRole(trx, 'rooms', [workspaceId])),
    denied,
    'nor take the other role',
  )
})
