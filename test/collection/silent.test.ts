import { createHash, randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { openDatabase } from '../../src/database/open.ts'
import { fillDataFolder } from '../support/database.ts'
import { aFolder, startServer } from '../support/process.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

t.test('no answer, secret or address is said aloud or left lying about', async (t) => {
  const folder = aFolder(t)
  const place = { databaseUrl: null, dataDir: join(folder, 'data') }
  await fillDataFolder(place.dataDir)
  const database = await openDatabase(place)
  const workspaceId = randomUUID()
  const { db } = database
  const workspace = { id: workspaceId, name: 'Northgate Advisory', created_at: new Date() }
  await db.insertInto('workspaces').values(workspace).execute()
  const deps = { keys: openKeyFolder(join(folder, 'keys')), now: () => new Date() }
  const check = await aSurvey({ deps }, { db, workspaceId }, { closesAt: '2099-01-01T00:00:00Z' })
  await database.close()

  const server = await startServer(t, { folder, env: { LOG_LEVEL: 'debug' } })
  const [person, other] = check.people
  if (person === undefined || other === undefined) throw new Error('Nobody was invited.')
  const marker = `marker-${randomUUID()}`
  const post = (path: string, fields: Record<string, string>, type = 'application/x-www-form-urlencoded') =>
    fetch(`${server.url}/i/${check.publicId}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new URLSearchParams(fields).toString(),
    })
  const sent = answersOf(person, { obstacle: marker })
  const statuses = [
    await fetch(`${server.url}/i/${check.publicId}`),
    await post('/form', { token: person.token }),
    await post('/form', { code: other.code }),
    await post('/answers', { ...sent, S1: '' }),
    await post('/answers', sent),
    await post('/answers', answersOf(person, { obstacle: marker })),
    await post('/answers', { ...sent, mark: `${marker}!` }),
    await post('/answers', { ...sent, obstacle: marker.repeat(3000) }),
    await post('/answers', sent, 'application/json'),
    await post(`/${marker}`, { token: person.token }),
  ].map(({ status }) => status)
  t.same(statuses, [200, 200, 200, 422, 200, 409, 400, 413, 400, 404])
  await server.stop()

  const said = server.said()
  for (const secret of [marker, person.token, person.code, other.code, sent.mark ?? '', '127.0.0.1"'])
    t.notOk(said.includes(secret), 'not in the log')

  const again = await openDatabase(place)
  t.teardown(() => again.close())
  const [response, ...more] = await again.db.selectFrom('responses').selectAll().execute()
  t.same(more, [])
  t.match(response?.content, { obstacle: marker }, 'it did arrive')
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((file) => file.isFile())
  const leaks = files.filter((file) => {
    const content = readFileSync(join(file.parentPath, file.name), 'latin1')
    return [person.token, person.code, other.code, sent.mark ?? ''].some((secret) => content.includes(secret))
  })
  t.same(
    leaks.map(({ name }) => name),
    [],
    'in no file of the database or beside it',
  )
  const invitation = await again.db
    .selectFrom('invitations')
    .selectAll()
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
  t.match(invitation, { token_hash: hash(person.token), spent_by: hash(sent.mark ?? '') })
  t.notOk(JSON.stringify(response).includes(invitation.spent_by ?? ''), 'no path from one to the other')
})
