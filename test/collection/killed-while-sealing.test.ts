import t from 'tap'
import { databaseKinds } from '../support/database.ts'
import { aPlace, countIn, inDatabase, prepare, start } from '../support/place.ts'
import type { ServerProcess } from '../support/process.ts'
import { aRespondent, type Post, type Reply, type Respondent } from '../support/sealed.ts'

const later = '2099-01-01T00:00:00Z'

for (const kind of databaseKinds) {
  t.test(`kill -9 between issue and submit: each counts exactly once (${kind})`, async (t) => {
    const people = 40
    const place = await aPlace(t, kind)
    const check = await inDatabase(place, (database) =>
      prepare(database, place, { people, closesAt: later, sealed: true }),
    )
    const lost = await start(t, place)
    const text = await (await fetch(`${lost.url}/i/${check.publicId}/directory`)).text()
    let server = lost
    const post: Post = (path, json) => send(server, path, json)
    const respondents = await Promise.all(
      check.people.map((person) => aRespondent(post, text, { check, person })),
    )
    let thanked = 0
    const sent = new Map<Respondent, Awaited<ReturnType<Respondent['seal']>>>()
    await Promise.all(
      respondents.map(async (respondent, at) => {
        await new Promise((resolve) => setTimeout(resolve, at * 5))
        const issued = await respondent.issue()
        if (issued.status !== 200) return
        // Kept on the device before it is sent, as the script does.
        const sealed = await respondent.seal(issued)
        sent.set(respondent, sealed)
        if ((await respondent.submit(sealed)).status === 200) thanked += 1
        if (thanked === 5) await lost.killHard()
      }),
    )
    await inDatabase(place, async (database) => {
      const marks = await countIn(database, 'spent_marks')
      t.comment(`${thanked} thanked, ${marks} stored, ${sent.size} sealed`)
      t.ok(marks >= thanked, 'whoever was thanked counts')
      t.equal(await countIn(database, 'envelopes'), marks, 'a mark and its envelope go together')
    })
    server = await start(t, place)
    for (const respondent of respondents) {
      const issued = await respondent.issue()
      const sealed = sent.get(respondent) ?? (await respondent.seal(issued))
      t.equal((await respondent.submit(sealed)).status, 200)
    }
    await server.stop()
    t.equal(await inDatabase(place, (database) => countIn(database, 'envelopes')), people)
  })
}

async function send({ url }: ServerProcess, path: string, json: object): Promise<Reply> {
  const headers = { 'content-type': 'application/json' }
  const request = { method: 'POST', headers, body: JSON.stringify(json) }
  const answer = await fetch(`${url}${path}`, request).catch(() => null)
  return { status: answer?.status ?? 0, body: (await answer?.text().catch(() => '')) ?? '' }
}
