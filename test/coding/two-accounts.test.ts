import { randomUUID } from 'node:crypto'
import t from 'tap'
import { hashPassword } from '../../src/access/passwords.ts'
import type { AccountScope } from '../../src/access/require-account.ts'
import { anOwner, aVisitor, signedIn, startApp, type TestApp, type Visitor } from '../support/app.ts'
import { codeAll, revisionIn, step, themesIn } from '../support/coding.ts'
import { onEachDatabase } from '../support/database.ts'
import { aClosedCheck } from '../support/released.ts'

async function aColleague(running: TestApp, { db, workspaceId }: AccountScope): Promise<Visitor> {
  const [id, email, password] = [randomUUID(), 'sam@consultancy.example', 'another sentence to sign in with']
  await db
    .insertInto('accounts')
    .values({
      ...{ id, email, name: 'Sam Example', created_at: running.deps.now() },
      password_hash: await hashPassword(password),
    })
    .execute()
  await db
    .insertInto('memberships')
    .values({ workspace_id: workspaceId, account_id: id, role: 'consultant' })
    .execute()
  const visitor = aVisitor(running)
  await visitor.get('/app/sign-in')
  await visitor.post('/app/sign-in', { email, password })
  return visitor
}

onEachDatabase(t, 'two people code at once on accounts of their own', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const [lead, colleague] = [await signedIn(running), await aColleague(running, scope)]
  const obstacles = ['Too many meetings', 'Nobody decides', 'Plans change', 'Old tools'].flatMap((text) =>
    Array.from({ length: 5 }, () => ({ side: 'staff' as const, text })),
  )
  const { checkId } = await aClosedCheck(scope, { obstacles })
  const address = `/app/checks/${checkId}/coding/q2`
  await step(lead, address, { act: 'add', name: 'Time' })
  await step(lead, address, { act: 'add', name: 'Decisions' })
  const page = await colleague.get(`${address}/second`)
  t.notMatch(page.body, 'has to be another person')
  const { Time: time = '' } = themesIn(page)

  const [first = '', other = ''] = [...page.body.matchAll(/id="text-(\w+)"/g)].map(([, id]) => id)
  const both = await Promise.all([
    lead.post(address, { revision: '2', act: 'assign', theme: time, texts: [first] }),
    colleague.post(`${address}/second`, { revision: '2', act: 'assign', theme: time, texts: [first, other] }),
  ])
  t.same(
    both.map(({ status }) => status),
    [303, 303],
    'neither disturbs the other',
  )
  const name = (text: string) => (/decides|Plans/.test(text) ? 'Decisions' : 'Time')
  await codeAll(lead, address, name)
  await codeAll(colleague, `${address}/second`, name)
  await step(colleague, `${address}/second`, { act: 'finish' })
  const revision = revisionIn(await lead.get(`${address}/freeze`))
  await lead.post(`${address}/freeze`, { revision, name: 'Q4 2026' })
  const { body } = await lead.get(`/app/checks/${checkId}/survey`)
  t.match(body, /Krippendorff’s α [^<]*Cohen’s κ/)
  t.notMatch(body, 'on the account of the first')
  t.notMatch(body, 'One coder')
})
