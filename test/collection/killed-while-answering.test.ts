import t from 'tap'
import type { Database } from '../../src/database/open.ts'
import { databaseKinds } from '../support/database.ts'
import { aPlace, countIn, inDatabase, prepare, start } from '../support/place.ts'
import type { ServerProcess } from '../support/process.ts'
import { answersOf, type SurveyCheck } from '../support/survey.ts'

const people = 200

for (const kind of databaseKinds) {
  t.test(`kill -9 between accepting and thanking (${kind})`, async (t) => {
    const place = await aPlace(t, kind)
    const check = await inDatabase(place, (database) =>
      prepare(database, place, { people, closesAt: '2099-01-01T00:00:00Z' }),
    )
    const submissions = check.people.map((person) => answersOf(person))
    const lost = await start(t, place)
    const thanked = await thankUntilKilled(lost, check, submissions)
    await inDatabase(place, async (database) => {
      const spent = await spentIn(database, check)
      t.comment(`${thanked.length} of ${people} were thanked, ${spent.size} are in the database`)
      t.same(
        thanked.filter((at) => !spent.has(check.people[at]?.id ?? '')),
        [],
        'whoever was thanked counts',
      )
      t.equal(await countIn(database, 'responses'), spent.size, 'a spent link and its answers go together')
    })
    const server = await start(t, place)
    const again = await Promise.all(submissions.map((answers) => isThanked(server, check, answers)))
    t.ok(again.every(Boolean), 'the same submission again is thanked')
    await server.stop()
    t.equal(await inDatabase(place, (database) => countIn(database, 'responses')), people, 'and counts once')
  })
}

/** Everybody sends, one after the other begins; after the fifth thanks the server is gone. Tells who was thanked. */
async function thankUntilKilled(
  server: ServerProcess,
  check: SurveyCheck,
  submissions: readonly Record<string, string>[],
): Promise<readonly number[]> {
  const thanked: number[] = []
  const sending = submissions.map(async (answers, at) => {
    await new Promise((resolve) => setTimeout(resolve, at))
    if (!(await isThanked(server, check, answers))) return
    thanked.push(at)
    if (thanked.length === 5) await server.killHard()
  })
  await Promise.all(sending)
  return thanked
}

async function isThanked(server: ServerProcess, { publicId }: SurveyCheck, answers: Record<string, string>) {
  const url = `${server.url}/i/${publicId}/answers`
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(answers) }).catch(() => null)
  const page = await answer?.text().catch(() => '')
  return answer?.status === 200 && page?.includes('Thank you') === true
}

async function spentIn({ db }: Database, { checkId }: SurveyCheck): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('invitations')
    .select('id')
    .where('check_id', '=', checkId)
    .where('spent_by', 'is not', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
