import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import t from 'tap'
import { emptyPostgresUrl } from './support/database.ts'
import { aFolder, startServer } from './support/process.ts'

t.test('the first start prints the address and a one-time code', async (t) => {
  const folder = aFolder(t)
  const server = await startServer(t, { folder })
  t.match(server.said(), /Alignment health check: http:\/\/127\.0\.0\.1:\d+/)
  t.match(server.said(), /one-time code [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  t.equal((await fetch(`${server.url}/readyz`)).status, 200)

  t.test('a second process on the same folder is refused with a sentence', async (t) => {
    const rival = await startServer(t, { folder })
    t.equal(rival.process.exitCode, 1)
    t.match(rival.said(), /is in use by another process/)
    t.notMatch(rival.said(), /at .*\.ts:\d+/, 'no stack trace')
  })

  t.test('after kill -9 it starts again at once, with its data', async (t) => {
    await server.killHard()
    const again = await startServer(t, { folder })
    t.equal((await fetch(`${again.url}/readyz`)).status, 200)
    t.equal(await again.stop(), 0, 'and it ends gracefully when asked to')
  })
})

t.test('two processes may share a PostgreSQL database, also while it is being made', async (t) => {
  const DATABASE_URL = await emptyPostgresUrl()
  const folder = aFolder(t)
  const servers = await Promise.all([1, 2].map(() => startServer(t, { folder, env: { DATABASE_URL } })))
  for (const server of servers) {
    t.equal(server.process.exitCode, null, server.said())
    t.equal((await fetch(`${server.url}/readyz`)).status, 200)
  }
})

t.test('a wrong setting stops the start with a sentence that names it', async (t) => {
  const server = await startServer(t, { folder: aFolder(t), env: { SMTP_URL: 'mail.example' } })
  t.equal(server.process.exitCode, 1)
  t.match(server.said(), /SMTP_URL/)
})

t.test('what has begun when the process is asked to end is done first', async (t) => {
  const server = await startServer(t, { folder: aFolder(t) })
  const body = 'token=none'
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length }
  const begun = request(`${server.url}/i/nowhere/answers`, { method: 'POST', headers })
  const answered = once(begun, 'response') as Promise<[IncomingMessage]>
  begun.write(body.slice(0, 4))
  await new Promise((resolve) => setTimeout(resolve, 500))
  const ended = server.stop()
  await new Promise((resolve) => setTimeout(resolve, 500))
  begun.end(body.slice(4))
  const [answer] = await answered
  t.equal(answer.statusCode, 404, 'it is answered as always')
  answer.resume()
  t.equal(await ended, 0)
  t.notMatch(server.said(), '"level":50')
  await t.rejects(fetch(`${server.url}/healthz`), 'and nobody is let in any more')
})

t.test('the image starts the program as npm start does', async (t) => {
  const textOf = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: { start: string } }
  const command = /^CMD (\[.*\])$/m.exec(textOf('Dockerfile'))?.[1] ?? '[]'
  t.equal((JSON.parse(command) as string[]).join(' '), scripts.start)
})
