import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { countTakings } from '../../src/collection/count-takings.ts'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { atHand } from '../../src/collection/keys-at-hand.ts'
import { markOf, tagOf } from '../../src/collection/receipt.ts'
import { storeEnvelopes } from '../../src/collection/sealed-queries.ts'
import { veilUnit } from '../../src/collection/unit-veil.ts'
import type { Database } from '../../src/database/open.ts'
import { databaseKinds } from '../support/database.ts'
import { aPlace, countIn, inDatabase, type Place, prepare, start } from '../support/place.ts'
import { contentOf, sealFor } from '../support/sealed.ts'
import type { SurveyCheck } from '../support/survey.ts'

const later = '2099-01-01T00:00:00Z'

for (const kind of databaseKinds) {
  t.test(`kill -9 during a sealed close: nothing is lost, nothing is doubled (${kind})`, async (t) => {
    const people = 600
    const place = await aPlace(t, kind)
    const check = await inDatabase(place, async (database) => {
      const made = await prepare(database, place, { people, closesAt: later, sealed: true })
      await fillEnvelopes(database, place, made)
      await database.db
        .updateTable('checks')
        .set({ closes_at: new Date('2020-01-01T00:00:00Z') })
        .execute()
      return made
    })
    const seen: string[] = []
    for (let delay = 300; seen.at(-1) !== 'closed' && delay < 40_000; delay = delay * 4 + 60) {
      const server = await start(t, place)
      await new Promise((resolve) => setTimeout(resolve, delay))
      await server.killHard()
      seen.push(await inDatabase(place, (database) => stateOf(database, people)))
    }
    t.comment(`seen after each kill: ${seen.join(', ')}`)
    t.notOk(seen.includes('torn'))
    t.equal(seen.at(-1), 'closed')
    const server = await start(t, place)
    const keys = join(place.folder, 'keys', 'checks', check.checkId)
    for (let wait = 0; wait < 200 && existsSync(keys); wait++)
      await new Promise((resolve) => setTimeout(resolve, 50))
    t.notOk(existsSync(keys), 'the keys go, even when the process died before it could destroy them')
    await server.stop()
    const { content } = await inDatabase(place, ({ db }) =>
      db.selectFrom('released_tables').select('content').executeTakeFirstOrThrow(),
    )
    t.match(content, { participation: { invited: people, answered: people } })
  })
}

/** As many sealed answers as invitations, written at once: how they arrive is not what is tested. */
async function fillEnvelopes({ db }: Database, { folder }: Place, check: SurveyCheck) {
  const { workspaceId, checkId, publicId, people } = check
  const keys = openKeyFolder(join(folder, 'keys'))
  const taking = countTakings({
    db,
    keys,
    now: () => new Date(),
    random: { uuid: randomUUID, bytes: randomBytes },
  })
  const found = keys.checks.keysOf(checkId)
  if (found === null) throw new Error('There are no keys.')
  const { secret, veilKey, keyIds } = atHand(found)
  const sealKey = Buffer.from(secret.sealKey().publicBytes).toString('base64url')
  const [[unitId, keyId] = ['', Buffer.alloc(0)]] = [...keyIds]
  const rows = await Promise.all(
    people.map(async (person) => {
      const message = randomBytes(32)
      const mark = markOf(message)
      const sealed = await sealFor(sealKey, contentOf(person), { check: publicId, keyId, mark })
      const envelope = Buffer.from(sealed, 'base64url')
      const veil = veilUnit(veilKey, mark, unitId)
      return { workspaceId, checkId, mark, tag: tagOf(message, envelope), veil, envelope }
    }),
  )
  for (let from = 0; from < rows.length; from += 200)
    await taking(
      (counted) => storeEnvelopes(db, rows.slice(from, from + 200), { now: new Date(), counted }),
      () => true,
    )
  await db
    .updateTable('invitations')
    .set({ blinded_hash: 'somebody' })
    .where('check_id', '=', checkId)
    .execute()
}

/** Before the one transaction, or after it: nothing between. */
async function stateOf(database: Database, people: number): Promise<'before' | 'closed' | 'torn'> {
  const { status } = await database.db.selectFrom('checks').select('status').executeTakeFirstOrThrow()
  const tables = ['envelopes', 'spent_marks', 'invitations', 'released_tables'] as const
  const counts = await Promise.all(tables.map((table) => countIn(database, table)))
  const is = (...wanted: readonly number[]) => wanted.every((count, at) => counts[at] === count)
  if (status === 'closed' && is(0, 0, 0, 1)) return 'closed'
  return status !== 'closed' && is(people, people, people, 0) ? 'before' : 'torn'
}
