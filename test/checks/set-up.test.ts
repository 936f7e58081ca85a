import t from 'tap'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { aDraft, anOrganisation, setUpFields } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'

onEachDatabase(t, 'a new check suggests this quarter, two weeks and who runs it', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const page = await visitor.get(`/app/organisations/${id}/checks/new`)
  t.equal(page.status, 200)
  t.match(page.body, 'value="Q4 2026"')
  t.match(page.body, 'value="2026-11-20"')
  t.match(page.body, 'value="2026-12-04"')
  t.match(page.body, 'value="2026-12-18"')
  t.match(page.body, 'value="Northgate Advisory"')
  t.match(page.body, 'until 23:59'.replace('u', 'U'))
})

onEachDatabase(t, 'a draft keeps what was set up and can be changed and deleted', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const fields = setUpFields({ closesOn: '2027-04-01', resultsOn: '2027-04-20', 'bank-D1': 'yes' })
  delete fields['item-C6']
  await visitor.get(`/app/organisations/${id}/checks/new`)
  const made = await visitor.post(`/app/organisations/${id}/checks/new`, fields)
  const checkId = made.location?.split('/')[3] ?? ''
  const draft = await database.db.selectFrom('checks').selectAll().executeTakeFirstOrThrow()
  t.equal(draft.closes_at.toISOString(), '2027-04-01T22:59:00.000Z', '23:59 in British summer time')
  t.same(draft.dropped_items, ['C6'])
  t.same(draft.bank_items, ['D1'])
  t.same(draft.priorities, [
    { id: 'p1', text: 'Win back lapsed customers' },
    { id: 'p2', text: 'Halve the time to onboard' },
  ])
  t.match(draft.public_id, /^[a-z0-9]{12}$/)

  const edit = await visitor.get(`/app/checks/${checkId}/edit`)
  t.match(edit.body, 'value="2027-04-01"')
  t.match(edit.body, /name="bank-D1" value="yes" checked/)
  t.notMatch(edit.body, /name="item-C6" value="yes" checked/)
  const changed = await visitor.post(
    `/app/checks/${checkId}/edit`,
    setUpFields({ name: 'Winter', priority1: '', priority2: '' }),
  )
  t.equal(changed.location, `/app/checks/${checkId}/sign-off`)
  t.match((await visitor.get(`/app/checks/${checkId}`)).body, '<h1>Winter</h1>')
  t.match((await visitor.get(`/app/checks/${checkId}/sign-off`)).body, 'No priorities are agreed')

  await visitor.post(`/app/checks/${checkId}/delete`, {})
  t.equal((await visitor.get(`/app/checks/${checkId}`)).status, 404)
})

onEachDatabase(
  t,
  'impossible dates and an empty questionnaire are refused with everything kept',
  async (t, database) => {
    const running = await startApp(t, database)
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
    const visitor = await signedIn(running)
    const address = `/app/organisations/${id}/checks/new`
    await visitor.get(address)
    const refused = async (changed: Record<string, string>) => {
      const answer = await visitor.post(address, setUpFields(changed))
      t.equal(answer.status, 422)
      t.match(answer.body, 'value="Win back lapsed customers"')
      return answer.body
    }
    t.match(await refused({ closesOn: '2026-11-19' }), 'has already passed')
    t.match(await refused({ opensOn: '2026-12-05' }), 'before the opening day')
    t.match(await refused({ resultsOn: '2026-12-04' }), 'only come after the last day')
    t.match(await refused({ closesOn: 'soon' }), 'Choose a day')
    t.match(await refused({ name: '' }), 'Give the check a name')
    t.match(await refused({ 'language-en': 'no' }), 'at least one language')
    const none = Object.fromEntries(
      Object.keys(setUpFields())
        .filter((name) => name.startsWith('item-'))
        .map((name) => [name, 'no']),
    )
    t.match(await refused(none), 'Keep at least one statement')
  },
)

onEachDatabase(t, 'another workspace’s check is not there', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const stranger = await anOwner(running, 'Another house')
  const { id } = await anOrganisation(stranger, { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const own = await anOrganisation(
    { db: database.db, workspaceId: await workspaceOf(database.db) },
    { teams: { South: 6 } },
  )
  const foreign = await aDraft(visitor, own.id)
  await database.db
    .updateTable('checks')
    .set({ workspace_id: stranger.workspaceId, organisation_id: id })
    .where('id', '=', foreign)
    .execute()
  for (const page of ['', '/edit', '/sign-off', '/groups', '/close', '/extend', '/messages', '/cards'])
    t.equal((await visitor.get(`/app/checks/${foreign}${page}`)).status, 404, page)
  for (const act of [
    '/edit',
    '/delete',
    '/open',
    '/close',
    '/extend',
    '/remind',
    '/cards',
    '/messages/send',
    '/messages/retry',
    '/messages/new-link',
    '/messages/joiner',
  ])
    t.equal((await visitor.post(`/app/checks/${foreign}${act}`, {})).status, 404, act)
  t.equal((await visitor.get(`/app/organisations/${id}/checks/new`)).status, 404)
  t.equal((await visitor.get('/app/checks/not-an-id')).status, 404)
})

async function workspaceOf(db: import('../../src/database/open.ts').Db): Promise<string> {
  const row = await db
    .selectFrom('workspaces')
    .select('id')
    .where('name', '=', 'Northgate Advisory')
    .executeTakeFirstOrThrow()
  return row.id
}
