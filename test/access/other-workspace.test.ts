import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { AccountScope } from '../../src/access/require-account.ts'
import { asJson } from '../../src/database/scope.ts'
import { anOwner, signedIn, startApp, type TestApp } from '../support/app.ts'
import { anOrganisation } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
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
    step: '1',
    organisationId: organisation.id,
    teamId: organisation.teamIds.North ?? '',
    personId: person.id,
    importId: randomUUID(),
    messageId: randomUUID(),
    code: 'S1',
    target: 'illusion',
  }
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
  const before = await contentOf(running)
  for (const { method, url } of addresses) {
    const foreign = withIds(url, theirs)
    const mixed = withIds(url, { ...theirs, organisationId: own.organisationId ?? '' })
    for (const address of new Set([foreign, mixed])) {
      if (address === withIds(url, own)) continue
      const answer =
        method === 'GET' ? await visitor.get(address) : await visitor.post(address, formOf(theirs))
      t.equal(answer.status, 404, `${method} ${url}`)
      t.notMatch(answer.body, /Staff \d of North/)
    }
  }
  t.same(await contentOf(running), before, 'nothing is changed')
})

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

async function contentOf({ deps: { db } }: TestApp) {
  return {
    checks: await db.selectFrom('checks').selectAll().orderBy('id').execute(),
    teams: await db.selectFrom('teams').selectAll().orderBy('id').execute(),
    people: await db.selectFrom('people').selectAll().orderBy('id').execute(),
    findings: await db.selectFrom('findings').selectAll().execute(),
    reports: await db.selectFrom('reports').selectAll().execute(),
    tests: await db.selectFrom('priorities_tests').selectAll().orderBy('public_id').execute(),
    executives: await db.selectFrom('executives').selectAll().orderBy('id').execute(),
  }
}
