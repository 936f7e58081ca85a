import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { aPlace, inDatabase, prepare, start } from '../support/place.ts'

t.test('a data folder that is put back from a copy is paused, one that stayed is not', async (t) => {
  const place = await aPlace(t, 'pglite')
  const check = await inDatabase(place, (database) =>
    prepare(database, place, { people: 6, closesAt: '2099-01-01T00:00:00Z', sealed: true }),
  )
  const [data, backup] = [join(place.folder, 'data'), join(place.folder, 'backup')]
  const visit = async () => {
    const server = await start(t, place)
    const answer = await fetch(`${server.url}/i/${check.publicId}`)
    await server.stop()
    return { status: answer.status, body: await answer.text(), said: server.said() }
  }
  t.equal((await visit()).status, 200)
  // Without the keys: they are in no backup.
  cpSync(data, backup, { recursive: true })
  for (const _ of [1, 2]) t.equal((await visit()).status, 200, 'starting anew is no restore')
  rmSync(data, { recursive: true })
  cpSync(backup, data, { recursive: true })
  const restored = await visit()
  t.match(restored, { status: 409, body: /This survey is paused/, said: /restored from a backup/ })
})
