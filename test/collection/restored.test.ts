import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { aPlace, inDatabase, prepare, start } from '../support/place.ts'
import { answersOf, type Invited, type SurveyCheck } from '../support/survey.ts'

async function aCheck(test: Parameters<typeof aPlace>[0]) {
  const place = await aPlace(test, 'pglite')
  const check = await inDatabase(place, (database) =>
    prepare(database, place, { people: 6, closesAt: '2099-01-01T00:00:00Z' }),
  )
  const [data, backup] = [join(place.folder, 'data'), join(place.folder, 'backup')]
  return {
    ...{ place, check },
    // Without the keys: they are in no backup.
    copy: () => cpSync(data, backup, { recursive: true }),
    putBack: () => {
      rmSync(data, { recursive: true })
      cpSync(backup, data, { recursive: true })
    },
  }
}

async function answer(url: string, { publicId }: SurveyCheck, person: Invited | undefined) {
  if (person === undefined) throw new Error('Nobody was invited.')
  const body = new URLSearchParams(answersOf(person))
  const answered = await fetch(`${url}/i/${publicId}/answers`, { method: 'POST', body })
  return { status: answered.status, body: await answered.text() }
}

t.test('a data folder that is put back from a copy is paused, one that stayed is not', async (t) => {
  const { place, check, copy, putBack } = await aCheck(t)
  const visit = async () => {
    const server = await start(t, place)
    const answer = await fetch(`${server.url}/i/${check.publicId}`)
    await server.stop()
    return { status: answer.status, body: await answer.text(), said: server.said() }
  }
  t.equal((await visit()).status, 200)
  copy()
  for (const _ of [1, 2]) t.equal((await visit()).status, 200, 'starting anew is no restore')
  putBack()
  t.match(await visit(), { status: 409, body: /This survey is paused/, said: /restored from a backup/ })
})

t.test('a copy of a moment ago is told by a single answer, and a killed process is not', async (t) => {
  const { place, check, copy, putBack } = await aCheck(t)
  const [first, second, third] = check.people
  const before = await start(t, place)
  t.equal((await answer(before.url, check, first)).status, 200)
  await before.killHard()
  const server = await start(t, place)
  t.notMatch(server.said(), 'restored', 'nothing was lost, so it goes on')
  t.equal((await answer(server.url, check, second)).status, 200)
  copy()
  t.equal((await answer(server.url, check, third)).status, 200)
  await server.killHard()
  putBack()
  const restored = await start(t, place)
  t.match(restored.said(), 'restored from a backup')
  const twice = await answer(restored.url, check, third)
  t.match(twice, { status: 409, body: /This survey is paused/ })
  await restored.stop()
})
