import t, { type Test } from 'tap'
import { countFailure } from '../../src/access/rate-limit.ts'
import type { Database } from '../../src/database/open.ts'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, signedIn, startApp, type Visitor } from '../support/app.ts'
import { aDraft, allSent, anOrganisation, openCheck } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { everyone } from '../support/invited.ts'
import { openForm, sealOpen } from '../support/open-link.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { aMailPeer } from '../support/smtp.ts'
import { answersOf, type SurveyCheck } from '../support/survey.ts'

async function aCheckWithOpenLink(t: Test, database: Database, mode: 'sealed' | 'trial') {
  const peer = mode === 'sealed' ? await aMailPeer(t) : null
  const running = await startApp(t, database, peer === null ? {} : { mailer: peer.mailer })
  const scope = await anOwner(running)
  const { id } = await anOrganisation(scope, { teams: { North: 8, South: 7 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id, { openLink: 'yes' })
  const { openId } = await database.db
    .selectFrom('checks')
    .select('open_link as openId')
    .executeTakeFirstOrThrow()
  const o = `/o/${openId}`
  t.equal((await aVisitor(running).get(o)).status, 409, 'nobody gets in before the opening')
  await openCheck(visitor, checkId)
  await allSent(running, checkId)
  const { publicId, people } = await everyone(running, checkId)
  const row = await database.db.selectFrom('checks').select('directory_words').executeTakeFirstOrThrow()
  const check: SurveyCheck = {
    ...{ workspaceId: scope.workspaceId, checkId, publicId, people },
    words: row.directory_words ?? '',
  }
  return { running, visitor, check, o, anybody: aVisitor(running), post: postTo(running) }
}

async function tableOf({ db }: Database): Promise<ReleasedTable> {
  const row = await db.selectFrom('released_tables').select('content').executeTakeFirstOrThrow()
  return row.content as ReleasedTable
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => at)

async function saidEverywhere(t: Test, visitor: Visitor, { checkId }: SurveyCheck, o: string): Promise<void> {
  const room = `/app/checks/${checkId}`
  t.match((await visitor.get(room)).body, `${room}/open-link`)
  t.match((await visitor.get(`${room}/groups`)).body, 'at least 30 answers')
  t.match(
    (await visitor.get(`${room}/contract`)).body,
    'Beside the personal invitations there is an open link',
  )
  const { body } = await visitor.get(`${room}/open-link`)
  t.match(body, `${o}/kiosk`)
  t.match(body, 'one person can answer several times')
}

onEachDatabase(t, 'an open link of a sealed check', async (t, database) => {
  const { db } = database
  const { running, visitor, check, o, anybody, post } = await aCheckWithOpenLink(t, database, 'sealed')
  const text = await directoryOf(running, check)

  await t.test('is said wherever it matters, and hangs on a poster with the six words', async (t) => {
    await saidEverywhere(t, visitor, check, o)
    const poster = await visitor.get(`/app/checks/${check.checkId}/open-link/poster`)
    t.match(poster.body, check.words.replaceAll('-', ' '))
    t.match(poster.body, `localhost${o}`)
    t.match(poster.body, 'Nobody can tell whether one person answered several times')
    const contract = (await db.selectFrom('checks').select('contract').executeTakeFirstOrThrow()).contract
    t.match(contract, { openLink: { smallestGroup: 30 } })
    t.match(JSON.parse(text), { contract: (contract as { hash?: string } | null)?.hash ?? '' })
    const landing = await anybody.get(o)
    t.match(landing.body, 'You came by an open link')
    t.notMatch(landing.body, 'An invitation can be used once', 'only what is true of this way')
    t.equal(landing.headers['set-cookie'], undefined)
    t.equal(landing.headers['cache-control'], 'no-store')
  })

  await t.test('looking at it stores nothing', async (t) => {
    for (const path of [o, `${o}/kiosk`]) {
      t.equal((await anybody.get(path, { purpose: 'prefetch' })).status, 200)
      t.equal((await running.app.inject({ method: 'HEAD', url: path })).statusCode, 200)
    }
    t.equal((await anybody.post(`${o}/form`, {})).status, 200)
    t.same(await db.selectFrom('spent_marks').selectAll().execute(), [])
  })

  await t.test('refuses what is no answer to it', async (t) => {
    const good = await sealOpen(text, check.publicId)
    t.equal((await post('/o/nowhere/submit', good)).status, 404)
    t.equal((await anybody.get('/o/nowhere')).status, 404)
    t.equal((await anybody.get(`/o/${'x'.repeat(90)}`)).status, 404)
    for (const bad of [
      { ...good, name: 'somebody' },
      { ...good, m: good.m.slice(1) },
      { ...good, envelope: `${good.envelope}A` },
      { m: good.m },
      [],
    ])
      t.equal((await post(`${o}/submit`, bad)).status, 400)
    const { S1: _, ...open } = openForm()
    t.equal((await anybody.post(`${o}/answers`, open)).status, 422, 'an answer is missing')
    t.equal((await anybody.post(`${o}/answers`, openForm({ mark: 'x' }))).status, 400)
    t.equal((await anybody.post(`${o}/answers`, openForm({ leader: 'yes' }))).status, 400)
    t.same(await db.selectFrom('spent_marks').selectAll().execute(), [])
  })

  await t.test('counts what is sent twice once, and no receipt leads to it', async (t) => {
    const sent = await sealOpen(text, check.publicId)
    t.equal((await post(`${o}/submit`, sent)).status, 200)
    t.equal((await post(`${o}/submit`, sent)).status, 200)
    const other = await sealOpen(text, check.publicId)
    t.equal((await post(`${o}/submit`, { ...sent, envelope: other.envelope })).status, 409)
    const taken = { m: sent.m, envelope: null }
    t.equal((await post(`/i/${check.publicId}/receipt`, taken)).status, 404)
    const form = openForm({ obstacle: 'Typed without scripts' })
    t.equal((await anybody.post(`${o}/answers`, form)).status, 200)
    t.equal((await anybody.post(`${o}/answers`, form)).status, 200)
    const kiosk = await anybody.post(`${o}/answers`, openForm({ kiosk: 'yes' }))
    t.match(kiosk.headers.refresh, `${o}/kiosk`, 'a shared device goes back to its start')
    t.match(kiosk.body, `href="${o}/kiosk"`)
    t.equal((await db.selectFrom('envelopes').select('mark').execute()).length, 3)
    t.same(await db.selectFrom('responses').selectAll().execute(), [], 'nothing lies there readable')
  })

  await t.test('its answers are a group of their own and change no other figure', async (t) => {
    for (const at of numbered(30))
      await post(`${o}/submit`, await sealOpen(text, check.publicId, { S1: '1', obstacle: `Gate ${at % 3}` }))
    const junk = await sealOpen(text, check.publicId, { S1: 'nonsense' })
    t.equal((await post(`${o}/submit`, junk)).status, 200, 'nobody can see before the close what it is')
    for (const person of check.people) await answerSealed(post, text, { check, person, more: { S1: '5' } })
    t.equal(await closeSurvey(running.deps, check), 'closed')
    const table = await tableOf(database)
    t.same(
      table.atoms.map(({ name, side, invited, answered }) => [name, side, invited, answered]),
      [
        ['North', 'staff', 8, 8],
        ['South', 'staff', 7, 7],
        ['Open link', 'open', 0, 33],
      ],
    )
    t.same(table.participation, { invited: 15, answered: 15 }, 'people who were not invited do not take part')
    const everybody = table.groups.find(({ side }) => side === 'everyone')
    t.notOk(everybody?.atoms.includes('open-link'), 'the organisation holds none of it')
    const collection = await db.selectFrom('released_collection').selectAll().executeTakeFirstOrThrow()
    t.match(collection, { lost: 0, unreadable: 0 })
    const sides = await db.selectFrom('open_texts').select(['question', 'side']).execute()
    t.equal(sides.filter(({ side, question }) => side === 'open' && question === 'q2').length, 31)
    const results = await visitor.get(`/app/checks/${check.checkId}/survey`)
    t.match(results.body, '33 by open link')
    const report = await visitor.get(`/app/checks/${check.checkId}/report/draft`)
    t.match(report.body, 'There was an open link, too')
    t.match(report.body, 'Beside the personal invitations there is an open link')
    t.equal((await anybody.get(o)).status, 410)
    t.equal((await post(`${o}/submit`, junk)).status, 410)
  })
})

onEachDatabase(t, 'an open link of a trial', async (t, database) => {
  const { db } = database
  const { running, visitor, check, o, anybody } = await aCheckWithOpenLink(t, database, 'trial')

  await t.test('says that it is one, and takes forms', async (t) => {
    await saidEverywhere(t, visitor, check, o)
    const landing = await anybody.get(o)
    t.match(landing.body, 'class="trial"')
    t.match(landing.body, 'the server receives your answers readable')
    const form = openForm({ obstacle: 'Once' })
    const both = await Promise.all([
      anybody.post(`${o}/answers`, form),
      anybody.post(`${o}/answers`, form),
      anybody.post(`${o}/answers`, form),
    ])
    t.same(
      both.map(({ status }) => status),
      [200, 200, 200],
    )
    t.equal((await db.selectFrom('responses').select('id').execute()).length, 1)
    t.equal((await postTo(running)(`${o}/submit`, { m: '', envelope: '' })).status, 400)
  })

  await t.test('is not shown under 30 answers, whoever else answered', async (t) => {
    for (const _ of numbered(28)) await anybody.post(`${o}/answers`, openForm())
    for (const person of check.people)
      await anybody.post(`/i/${check.publicId}/answers`, answersOf(person, { S1: '2' }))
    t.equal(await closeSurvey(running.deps, check), 'closed')
    const table = await tableOf(database)
    t.same(
      table.atoms.map(({ name, answered }) => [name, answered]),
      [
        ['North', 8],
        ['South', 7],
      ],
    )
    t.same(table.hidden, [{ id: 'open-link', name: 'Open link', countedIn: null, reason: 'too-few-answers' }])
    t.same(table.participation, { invited: 15, answered: 15 })
    t.notMatch(JSON.stringify(table), /:29\b/, 'not even how many there were')
    const results = await visitor.get(`/app/checks/${check.checkId}/survey`)
    t.match(results.body, 'Fewer than 30 answers')
    t.same(await db.selectFrom('responses').select('id').execute(), [])
  })
})

onEachDatabase(t, 'an open link that has fallen into the wrong hands', async (t, database) => {
  const { running, visitor, check, o, anybody, post } = await aCheckWithOpenLink(t, database, 'sealed')
  const text = await directoryOf(running, check)

  await t.test('takes so many answers an hour from one place, and no more', async (t) => {
    const place = { what: 'open-link', address: '127.0.0.1', most: 1000 }
    for (const _ of numbered(300)) await countFailure(running.deps, place)
    t.equal((await post(`${o}/submit`, await sealOpen(text, check.publicId))).status, 429)
    t.equal((await anybody.post(`${o}/answers`, openForm())).status, 429)
    running.setNow('2026-11-20T13:00:01Z')
    t.equal((await post(`${o}/submit`, await sealOpen(text, check.publicId))).status, 200)
    const counters = await database.db.selectFrom('rate_counters').selectAll().execute()
    t.notMatch(JSON.stringify(counters), '127.0.0.1')
  })

  await t.test('can be ended before the check, and what came in stays', async (t) => {
    await visitor.get(`/app/checks/${check.checkId}/open-link`)
    t.equal((await visitor.post(`/app/checks/${check.checkId}/open-link/end`, {})).status, 303)
    t.match(await anybody.get(o), { status: 410, body: /has been ended/ })
    t.equal((await post(`${o}/submit`, await sealOpen(text, check.publicId))).status, 410)
    t.equal((await database.db.selectFrom('envelopes').select('mark').execute()).length, 1)
    const acts = await database.db.selectFrom('audit_log').select('act').execute()
    t.equal(acts.filter(({ act }) => act === 'open-link-ended').length, 1)
    t.equal((await anybody.get(`/i/${check.publicId}`)).status, 200, 'who was invited still gets in')
  })
})
