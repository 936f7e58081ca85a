import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Database } from '../../src/database/open.ts'
import { asJson } from '../../src/database/scope.ts'
import { coreItems } from '../../src/instruments/clarity-survey/items.ts'
import { databaseKinds } from '../support/database.ts'
import { aPlace, countIn, inDatabase, type Place, prepare } from '../support/place.ts'
import { serverSettings } from '../support/process.ts'
import type { SurveyCheck } from '../support/survey.ts'

const entry = fileURLToPath(new URL('../../src/server.ts', import.meta.url))
const past = '2020-01-01T00:00:00Z'

for (const kind of databaseKinds) {
  t.test(`kill -9 during the close: nothing is lost, nothing is doubled (${kind})`, async (t) => {
    const place = await aPlace(t, kind)
    const people = 5_000
    const check = await inDatabase(place, async (database) => {
      const made = await prepare(database, place, { people, closesAt: past })
      await fillResponses(database, made)
      return made
    })
    const seen: string[] = []
    for (let delay = 0; seen.at(-1) !== 'closed' && delay < 20_000; delay = delay * 8 + 100) {
      await killAfter(place, delay)
      seen.push(await inDatabase(place, (database) => stateOf(database, people)))
    }
    t.comment(`seen after each kill: ${seen.join(', ')}`)
    t.ok(seen.includes('before'), 'a kill came before anything was kept')
    t.notOk(seen.includes('torn'))
    t.equal(seen.at(-1), 'closed')
    const { content } = await inDatabase(place, ({ db }) =>
      db
        .selectFrom('released_tables')
        .select('content')
        .where('check_id', '=', check.checkId)
        .executeTakeFirstOrThrow(),
    )
    t.match(content, { participation: { invited: people, answered: people } })
  })
}

/** Ends the server so many milliseconds after it said that it listens, which is when the close begins. */
async function killAfter({ folder, url }: Place, delay: number): Promise<void> {
  const server = spawn(process.execPath, [entry], {
    env: { ...serverSettings(folder), PORT: '0', ...(url === null ? {} : { DATABASE_URL: url }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  await Promise.race([once(server.stdout, 'data'), ended])
  await new Promise((resolve) => setTimeout(resolve, delay))
  server.kill('SIGKILL')
  await ended
}

/** As many answers as invitations, written at once: how they arrive is not what is tested. */
async function fillResponses({ db }: Database, { workspaceId, checkId, people }: SurveyCheck) {
  const units = await db
    .selectFrom('units')
    .select('id')
    .where('check_id', '=', checkId)
    .executeTakeFirstOrThrow()
  const items = Object.fromEntries(coreItems.map((item) => [item.code, 4]))
  const content = asJson({
    language: 'en',
    items,
    lineOfSight: 'p1',
    estimates: null,
    named: ['Faster'],
    obstacle: null,
  })
  const rows = people.map(() => ({
    workspace_id: workspaceId,
    check_id: checkId,
    id: randomUUID(),
    unit_id: units.id,
    content,
  }))
  for (let from = 0; from < rows.length; from += 2000)
    await db
      .insertInto('responses')
      .values(rows.slice(from, from + 2000))
      .execute()
  await db.updateTable('invitations').set({ spent_by: 'somebody' }).where('check_id', '=', checkId).execute()
}

/** Before the one transaction, or after it: nothing between. */
async function stateOf(database: Database, people: number): Promise<'before' | 'closed' | 'torn'> {
  const { status } = await database.db.selectFrom('checks').select('status').executeTakeFirstOrThrow()
  const counts = [
    await countIn(database, 'responses'),
    await countIn(database, 'invitations'),
    await countIn(database, 'released_tables'),
  ]
  const is = (...wanted: readonly number[]) => wanted.every((count, at) => counts[at] === count)
  if (status === 'closed' && is(0, 0, 1)) return 'closed'
  return status !== 'closed' && is(people, people, 0) ? 'before' : 'torn'
}
