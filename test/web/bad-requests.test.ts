import { request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { aDraft, anOrganisation } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'

onEachDatabase(t, 'what cannot be read is the sender’s fault, and has a page', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: {} })
  const visitor = await signedIn(running)
  t.equal((await visitor.get('/app/organisations')).headers['cache-control'], 'no-store')

  const zero = await visitor.get(`/app/organisations/${id}/people?q=%00`)
  t.equal(zero.status, 400, 'a zero character')
  t.match(zero.body, '<html')

  const cut = await running.app.inject({
    method: 'POST',
    url: '/app/sign-in',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n',
  })
  t.equal(cut.statusCode, 415, 'an upload where none is taken')

  const address = '/i/secret%E0%A4%A'
  const wrong = await running.app.inject({ method: 'GET', url: address })
  t.equal(wrong.statusCode, 404, 'an address that cannot be decoded')
  t.match(wrong.body, '<html')
  t.notMatch(wrong.body, 'secret', 'and is not repeated')

  const long = await running.app.inject({ method: 'GET', url: `/i/${'a'.repeat(3000)}` })
  t.equal(long.statusCode, 404)
  t.match(long.body, '<html')
})

onEachDatabase(t, 'a stranger’s upload is refused before it is read', async (t, database) => {
  const { app } = await startApp(t, database)
  await app.listen({ port: 0 })
  const { port } = app.server.address() as AddressInfo
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sending = ask({
      port,
      method: 'POST',
      path: '/app/organisations/new',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 1_000_000 },
    })
    sending.on('response', (answer) => resolve(answer.statusCode)).on('error', reject)
    sending.write('--x\r\n')
    t.teardown(() => sending.destroy())
  })
  t.equal(status, 403)
})

onEachDatabase(t, 'what is no form of ours is the sender’s fault', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 12 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id)
  for (const [type, payload] of [
    ['application/json', '["a", "b"]'],
    ['text/plain', 'hello'],
  ] as const) {
    const answer = await running.app.inject({
      method: 'POST',
      url: '/app/sign-in',
      headers: { 'content-type': type },
      payload,
    })
    t.equal(answer.statusCode, 400, type)
    t.match(answer.body, '<html')
  }
  const person = `/app/organisations/${id}/people/new`
  await visitor.get(person)
  const language = await visitor.post(person, { name: 'Zoë', email: '', teamId: '', language: 'e<b>' })
  t.equal(language.status, 422, 'a language that is none')
  const traces = `/app/checks/${checkId}/goal-trace/goals`
  await visitor.get(`${traces}/new`)
  const goal = await visitor.post(`${traces}/new`, {
    ...{ name: 'Win back customers', statedBy: '', horizon: 'quarter' },
    ...{ outcome: 'Lapsed customers come back', measure: '400 of 2,000', deadline: 'by December' },
    ...{ why: '', owner: '' },
  })
  t.equal(goal.status, 303)
  const twice = await visitor.post(`${goal.location}/remove`, { name: ['a', 'b'] })
  t.equal(twice.status, 422, 'a field that came twice')
})
