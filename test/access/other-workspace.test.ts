import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { AccountScope } from '../../src/access/require-account.ts'
import type { Database } from '../../src/database/open.ts'
import { asJson } from '../../src/database/scope.ts'
import { addGoal } from '../../src/instruments/goal-trace/tracing/goal-queries.ts'
import { addInterview } from '../../src/instruments/goal-trace/tracing/interview-queries.ts'
import { anOwner, signedIn, startApp, type TestApp } from '../support/app.ts'
import { anOrganisation } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { rowsIn } from '../support/emptied.ts'
import { aRichCheck } from '../support/kestrel.ts'

type Ids = Readonly<Record<string, string>>

/** Every address under /app that names something, with its methods, as the router knows them. */
function namedAddresses({
  app,
}: TestApp): readonly { readonly method: 'GET' | 'POST'; readonly url: string }[] {
  const above: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([│ ]*)[├└]── (\S*)(?: \((.+)\))?$/.exec(line)
      if (found === null) return []
      const [, indent = '', part = '', methods = ''] = found
      above.length = indent.length / 4
      const url = above.join('') + part
      above.push(part)
      if (!url.startsWith('/app/') || !url.includes(':')) return []
      return (['GET', 'POST'] as const)
        .filter((method) => methods.split(', ').includes(method))
        .map((method) => ({ method, url }))
    })
}

function withIds(url: string, ids: Ids): string {
  return url.replace(/:(\w+)(\(\^\\d\+\$?\))?/g, (_whole, name: string) => ids[name] ?? '1')
}

/** Something of each kind in a workspace. */
async function aFullRoom(scope: AccountScope): Promise<Ids> {
  const organisation = await anOrganisation(scope, { teams: { North: 6 } })
  const { checkId } = await aRichCheck(scope)
  const person = await scope.db
    .selectFrom('people')
    .select('id')
    .where('organisation_id', '=', organisation.id)
    .executeTakeFirstOrThrow()
  const executiveId = await anExecutive(scope, checkId)
  return {
    checkId,
    executiveId,
    ...(await anInterview(scope, checkId)),
    step: '1',
    organisationId: organisation.id,
    teamId: organisation.teamIds.North ?? '',
    personId: person.id,
    importId: await anUpload(scope, organisation.id),
    messageId: randomUUID(),
    code: 'S1',
    target: 'illusion',
  }
}

async function anInterview(scope: AccountScope, checkId: string) {
  const [goalId, interviewId] = [randomUUID(), randomUUID()]
  const reference = { outcome: 'o', measure: '', deadline: '', why: '', owner: 'Staff 1 of North' }
  const goal = { id: goalId, checkId, name: 'Win back lapsed customers', statedBy: 'Staff 1 of North' }
  await addGoal(scope, { ...goal, horizon: 'quarter', reference, createdAt: new Date() })
  const person = { role: 'Head of sales', team: 'Sales', level: 'head' as const, name: 'Staff 1 of North' }
  const place = { checkId, goalId, reportsTo: null, language: 'en', isSource: false, position: 0 }
  await addInterview(scope, { ...place, ...person, id: interviewId })
  return { goalId, interviewId }
}

async function anUpload({ db, workspaceId }: AccountScope, organisationId: string): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('roster_imports')
    .values({
      ...{ workspace_id: workspaceId, organisation_id: organisationId, id, status: 'uploaded' },
      ...{
        file_name: 'roster.csv',
        mapping: null,
        done_rows: 0,
        total_rows: 0,
        outcome: null,
        created_at: new Date(),
      },
      ...{ content: Buffer.from('Name\nStaff 1 of North\n') },
    })
    .execute()
  return id
}

async function anExecutive({ db, workspaceId }: AccountScope, checkId: string): Promise<string> {
  const [id, key] = [randomUUID(), { workspace_id: workspaceId, check_id: checkId }]
  await db
    .insertInto('priorities_tests')
    .values({
      ...key,
      public_id: id,
      seal_key: '',
      state: 'open',
      created_at: new Date(),
      missing: asJson([]),
    })
    .execute()
  await db
    .insertInto('executives')
    .values({
      ...{ ...key, id, name: 'Staff 1 of North', role: '', email: null, language: 'en', generation: 1 },
      ...{ token_hash: id, code_hash: id, state: 'invited', draft_revision: 0, mail_kind: 'invitation' },
      ...{ mail_state: 'held', mail_count: 0, was_shown: false },
    })
    .execute()
  return id
}

onEachDatabase(t, 'no address leads into another workspace', async (t, database) => {
  const running = await startApp(t, database)
  const theirs = await aFullRoom(await anOwner(running, 'Southgate Advisory'))
  const own = await aFullRoom(await anOwner(running))
  const visitor = await signedIn(running)
  await visitor.get('/app/organisations/new')
  const addresses = namedAddresses(running)
  t.ok(addresses.length > 40, 'all are found')
  const before = await contentOf(database)
  for (const { method, url } of addresses) {
    for (const ids of mixtures(url, { own, theirs })) {
      const address = withIds(url, ids)
      const answer =
        method === 'GET' ? await visitor.get(address) : await visitor.post(address, formOf(theirs))
      t.equal(answer.status, 404, `${method} ${url}`)
      t.notMatch(answer.body, /Staff \d of North/)
    }
  }
  t.same(await contentOf(database), before, 'nothing is changed')
})

/** Each way to name at least one thing of theirs in an address, the others being of one's own. */
function mixtures(url: string, { own, theirs }: { readonly own: Ids; readonly theirs: Ids }): readonly Ids[] {
  const names = [...url.matchAll(/:(\w+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => own[name] !== theirs[name])
  return Array.from({ length: 2 ** names.length - 1 }, (_, chosen) => ({
    ...own,
    ...Object.fromEntries(
      names.flatMap((name, at) => ((chosen + 1) & (1 << at) ? [[name, theirs[name] ?? '']] : [])),
    ),
  }))
}

const formOf = (ids: Ids) => ({
  ...{
    name: 'Q4 2026',
    act: 'accept',
    mark: 'new',
    personId: ids.personId ?? '',
    invitationId: ids.messageId ?? '',
  },
  ...{ teamId: ids.teamId ?? '', into: ids.teamId ?? '', closesOn: '2026-12-30' },
})

/** Every table but those that a visit itself fills. */
async function contentOf(database: Database) {
  const rows = await rowsIn(database)
  return [...rows].filter(([table]) => /^public\.(?!sessions$|rate_counters$)/.test(table))
}
