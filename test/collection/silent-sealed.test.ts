import { randomUUID } from 'node:crypto'
import { globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { databaseKinds } from '../support/database.ts'
import { dumpOf, inHex } from '../support/dump.ts'
import { aPlace, inDatabase, type Place, prepare } from '../support/place.ts'
import { type ServerProcess, startServer } from '../support/process.ts'
import { answerSealed, aRespondent, type Post } from '../support/sealed.ts'
import { answersOf } from '../support/survey.ts'

const loud = { LOG_LEVEL: 'debug' }

/** With a folder of its own for whatever the server puts aside. */
async function startLoudly(t: Test, { folder, url }: Place): Promise<ServerProcess> {
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary, { recursive: true })
  const env = { ...loud, TMPDIR: temporary, ...(url === null ? {} : { DATABASE_URL: url }) }
  return startServer(t, { folder, env })
}

/** Data folder, key folder and temporary files: in which of them one of these stands, as it is or in disguise. */
function filesWith({ folder }: Place, secrets: readonly string[]): readonly string[] {
  const disguised = secrets.flatMap((secret) => [
    secret,
    inHex(secret),
    Buffer.from(secret).toString('base64').slice(0, -4),
    Buffer.from(secret).toString('base64url').slice(0, -4),
  ])
  return globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((file) => file.isFile())
    .filter((file) => {
      const content = readFileSync(join(file.parentPath, file.name), 'latin1')
      return disguised.some((secret) => content.includes(secret))
    })
    .map(({ name }) => name)
}

for (const kind of databaseKinds)
  t.test(`nothing of sealed answers is said aloud or left lying about (${kind})`, async (t) => {
    const place = await aPlace(t, kind)
    const marker = `marker-${randomUUID()}`
    const address = `${randomUUID()}@kestrel.example`
    const check = await inDatabase(place, async (database) => {
      const made = await prepare(database, place, {
        people: 8,
        closesAt: '2099-01-01T00:00:00Z',
        sealed: true,
      })
      await database.db.updateTable('people').set({ email: address }).where('name', '=', 'North 1').execute()
      return made
    })
    const [person, other, third] = check.people
    if (person === undefined || other === undefined || third === undefined) throw new Error('Too few people.')

    const server = await startLoudly(t, place)
    const entrance = `${server.url}/i/${check.publicId}`
    const send = (path: string, body: string, type: string) =>
      fetch(`${entrance}${path}`, { method: 'POST', headers: { 'content-type': type }, body })
    const post: Post = async (path, json) => {
      const type = 'application/json'
      const answer = await fetch(`${server.url}${path}`, {
        ...{ method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(json) },
      })
      return { status: answer.status, body: await answer.text() }
    }
    const text = await (await fetch(`${entrance}/directory`)).text()
    const sealed = await answerSealed(post, text, { check, person, more: { obstacle: marker } })
    const typed = Object.fromEntries(
      Object.entries({ ...answersOf(other, { obstacle: marker }), code: other.code }).filter(
        ([name]) => name !== 'token',
      ),
    )
    const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
    const urlencoded = 'application/x-www-form-urlencoded'
    const respondent = await aRespondent(post, text, { check, person: third })
    const statuses = [
      (await send('/answers', form(typed), urlencoded)).status,
      (await send('/answers', form({ ...typed, S1: '' }), urlencoded)).status,
      (await send('/answers', form(answersOf(third, { obstacle: marker })), urlencoded)).status,
      (await send('/answers', form({ ...typed, obstacle: marker.repeat(3000) }), urlencoded)).status,
      (await send('/form', form({ token: third.token }), urlencoded)).status,
      (await send('/form', form({ code: `${third.code}X` }), urlencoded)).status,
      (await send('/issue', `{"token":"${third.token}","blinded":`, 'application/json')).status,
      (await respondent.issue(marker)).status,
      (await post(`/i/${check.publicId}/submit`, { ...sealed, obstacle: marker })).status,
      (
        await post(`/i/${check.publicId}/submit`, {
          ...sealed,
          envelope: sealed.envelope.replace(/^../, 'AA'),
        })
      ).status,
      (await post(`/i/${check.publicId}/receipt`, { m: sealed.m, envelope: marker })).status,
      (await send(`/${marker}`, marker, 'text/plain')).status,
      (await fetch(`${entrance}/issue?token=${third.token}`)).status,
    ]
    t.same(statuses, [200, 409, 400, 413, 200, 404, 400, 400, 400, 409, 400, 400, 404])
    await server.stop()

    const secrets = [
      ...[marker, person.token, other.token, third.token, person.code, other.code, third.code],
      ...[sealed.m, typed.mark ?? ''],
    ]
    await t.test('not in its log, at the loudest', async (t) => {
      const said = server.said()
      for (const secret of [
        ...secrets,
        address,
        person.id,
        other.id,
        '127.0.0.1"',
        sealed.envelope.slice(9, 99),
      ])
        t.notOk(said.includes(secret))
    })

    await t.test('not in a file: database, keys, what was put aside', async (t) => {
      t.same(filesWith(place, secrets), [])
    })

    await t.test('not in the database, its queue or its outbox', async (t) => {
      await inDatabase(place, async (database) => {
        const dump = await dumpOf(database)
        for (const secret of secrets) t.notOk(dump.includes(secret) || dump.includes(inHex(secret)))
        const { rows } = await sql<{ row: string }>`
          select job::text as row from pgboss.job union all select messages::text from messages`.execute(
          database.db,
        )
        const queued = rows.map(({ row }) => row).join('\n')
        for (const who of [address, person.id, person.token]) t.notOk(queued.includes(who))
        t.equal(
          (await database.db.selectFrom('envelopes').select('mark').execute()).length,
          2,
          'they did arrive',
        )
        await database.db
          .updateTable('checks')
          .set({ closes_at: new Date('2020-01-01T00:00:00Z') })
          .execute()
      })
    })

    await t.test('nor after the close, when too few wrote for their words to be kept', async (t) => {
      const closing = await startLoudly(t, place)
      for (let wait = 0; wait < 300; wait += 1) {
        if ((await fetch(`${closing.url}/i/${check.publicId}`)).status === 410) break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await closing.stop()
      t.notOk(closing.said().includes(marker))
      t.same(filesWith(place, secrets), [], 'not even in the log that the database writes ahead')
      await inDatabase(place, async (database) => {
        const { status } = await database.db.selectFrom('checks').select('status').executeTakeFirstOrThrow()
        t.equal(status, 'closed')
        const dump = await dumpOf(database)
        for (const secret of secrets) t.notOk(dump.includes(secret))
      })
    })
  })
