import { randomUUID } from 'node:crypto'
import t from 'tap'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'

const kestrel = { name: 'Kestrel Payments', timeZone: 'Europe/London', language: 'en' }

onEachDatabase(t, 'an empty workspace shows the two ways in', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const visitor = await signedIn(running)
  const page = await visitor.get('/app/organisations')
  t.equal(page.status, 200)
  t.match(page.body, 'action="/app/example"')
  t.match(page.body, 'href="/app/organisations/new"')
})

onEachDatabase(t, 'an organisation is created, shown, listed and changed', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const visitor = await signedIn(running)
  t.match((await visitor.get('/app/organisations/new')).body, '<option value="Europe/London"')

  const made = await visitor.post('/app/organisations/new', kestrel)
  t.equal(made.status, 303)
  const room = made.location ?? ''
  const shown = await visitor.get(room)
  t.match(shown.body, '<h1>Kestrel Payments</h1>')
  t.match(shown.body, `${room}/import`, 'the next step is the roster')
  t.match((await visitor.get('/app/organisations')).body, 'Kestrel Payments')

  await visitor.get(`${room}/edit`)
  const changed = await visitor.post(`${room}/edit`, {
    ...kestrel,
    name: 'Kestrel & Co',
    timeZone: 'Asia/Tokyo',
  })
  t.equal(changed.location, room)
  t.match((await visitor.get(room)).body, 'Kestrel &amp; Co')
  const acts = await database.db.selectFrom('audit_log').select('act').execute()
  t.match(acts.map(({ act }) => act).sort(), ['organisation-added', 'organisation-changed'])
})

onEachDatabase(t, 'a form with mistakes comes back with everything typed', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const visitor = await signedIn(running)
  await visitor.get('/app/organisations/new')
  const answer = await visitor.post('/app/organisations/new', {
    ...kestrel,
    name: ' ',
    timeZone: 'Mars/Base',
  })
  t.equal(answer.status, 422)
  t.match(answer.body, 'Type the organisation')
  t.match(answer.body, 'Choose a time zone from the list')
  const long = await visitor.post('/app/organisations/new', { ...kestrel, name: 'x'.repeat(121) })
  t.match(long.body, `value="${'x'.repeat(121)}"`)
})

onEachDatabase(t, 'what belongs to another workspace does not exist', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const other = await anOwner(running, 'Southgate Partners')
  const foreign = randomUUID()
  await database.db
    .insertInto('organisations')
    .values({
      workspace_id: other.workspaceId,
      id: foreign,
      name: 'Heron Foods',
      time_zone: 'UTC',
      language: 'en',
      is_example: false,
      created_at: running.deps.now(),
    })
    .execute()
  const visitor = await signedIn(running)
  t.notMatch((await visitor.get('/app/organisations')).body, 'Heron')
  for (const id of [foreign, randomUUID(), 'no-id'])
    for (const page of ['', '/edit', '/teams', '/people', '/people/new', '/import'])
      t.equal((await visitor.get(`/app/organisations/${id}${page}`)).status, 404, `${page} of ${id}`)
  t.equal((await visitor.post(`/app/organisations/${foreign}/edit`, kestrel)).status, 404)
})
