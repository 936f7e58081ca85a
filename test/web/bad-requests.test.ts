import { request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { anOrganisation } from '../support/checks.ts'
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
