import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { countTakings, noteChange } from '../../src/collection/count-takings.ts'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { countTaking, findDatabaseId, nameDatabase } from '../../src/collection/restore-queries.ts'
import { openTakingNotes } from '../../src/collection/taking-notes.ts'
import { watchRestore } from '../../src/collection/watch-restore.ts'
import type { Database } from '../../src/database/open.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, eventually, signedIn, startApp, type TestApp } from '../support/app.ts'
import { aBackup } from '../support/backup.ts'
import { freshDatabase, onEachDatabase } from '../support/database.ts'
import { aFolder } from '../support/process.ts'
import { type Answering, answerSealed, aRespondent, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey, type Invited, type SurveyCheck } from '../support/survey.ts'

const statusOf = async ({ db }: Database, { checkId }: SurveyCheck) =>
  (await db.selectFrom('checks').select('status').where('id', '=', checkId).executeTakeFirstOrThrow()).status

const notesOf = async ({ deps }: TestApp) => deps.keys.takings.of(await findDatabaseId(deps.db))

const sumOf = async (running: TestApp) =>
  [...(await notesOf(running)).read().values()].reduce((sum, count) => sum + count, 0)

const countOf = async ({ db }: Database, table: 'responses' | 'envelopes' | 'takings') =>
  (await db.selectFrom(table).selectAll().execute()).length

onEachDatabase(t, 'a database that was merely started anew', async (t, database) => {
  const running = await startApp(t, database)
  const { deps } = running
  const scope = await anOwner(running)
  const check = await aSurvey(running, scope, { teams: { North: 6 } })

  await t.test('is the same, however often and by however many', async (t) => {
    t.equal(await watchRestore(deps), 'first')
    for (const _ of [1, 2]) t.equal(await watchRestore(deps), 'same')
    const rivals = await Promise.all([1, 2, 3, 4].map(() => watchRestore(deps)))
    t.same(rivals, ['same', 'same', 'same', 'same'])
    t.equal(await watchRestore(deps), 'same')
    t.equal(await countOf(database, 'takings'), 1, 'and nothing is left over')
    t.equal((await notesOf(running)).read().size, 1)
  })

  await t.test('is the same while others take and begin anew', async (t) => {
    const ways = [1, 2, 3].map(() => countTakings(deps))
    const take = (way: (typeof ways)[number]) =>
      way(
        (counted) => countTaking(deps.db, counted),
        () => true,
      )
    const busy = Array.from({ length: 20 }, async (_, at) => {
      for (const way of ways) await take(way)
      if (at % 4 === 0) t.equal(await watchRestore(deps), 'same')
    })
    await Promise.all(busy)
    t.equal(await watchRestore(deps), 'same')
    t.equal(await statusOf(database, check), 'open')
  })

  await t.test('is the same when the last note never reached the disk', async (t) => {
    const way = countTakings(deps)
    for (const _ of [1, 2])
      await way(
        (counted) => countTaking(deps.db, counted),
        () => true,
      )
    const notes = await notesOf(running)
    for (const [counter, count] of notes.read()) notes.note(counter, count - 1)
    t.equal(await watchRestore(deps), 'same')
  })

  await t.test('has a taking that fails by itself tried once, and noted as none', async (t) => {
    const noted = await sumOf(running)
    let tries = 0
    const failed = countTakings(deps)(
      async () => {
        tries += 1
        throw new Error('The disk is full.')
      },
      () => true,
    )
    await t.rejects(failed, /disk is full/)
    t.same([tries, await sumOf(running)], [1, noted])
  })

  await t.test('is the same when it was cut off while a counter began', async (t) => {
    ;(await notesOf(running)).begin('11111111-1111-4111-8111-111111111111')
    t.equal(await watchRestore(deps), 'same', 'its row was never kept')
  })

  await t.test('is let alone while its key folder may only have been mislaid', async (t) => {
    const elsewhere = { ...deps, keys: openKeyFolder(aFolder(t)) }
    await noteChange(elsewhere)
    t.equal(await statusOf(database, check), 'open', 'while it runs, whatever kind of checks are open')
    await aSurvey(running, scope, { sealed: true, teams: { North: 6 } })
    t.equal(await watchRestore(elsewhere), 'keys-away')
    await noteChange(elsewhere)
    t.ok(elsewhere.keys.takings.areNone())
    t.equal(await watchRestore(deps), 'same', 'and nothing has changed for the right one')
    t.equal(await statusOf(database, check), 'open')
  })
})

onEachDatabase(t, 'a backup that is put back while the program runs', async (t, database) => {
  const running = await startApp(t, database)
  const { deps } = running
  const scope = await anOwner(running)
  const wanted = { teams: { North: 6 } }
  const trial = await aSurvey(running, scope, wanted)
  const sealed = await aSurvey(running, scope, { ...wanted, sealed: true })
  const closed = await aSurvey(running, scope, { ...wanted, status: 'closed' })
  const [early, later, third] = trial.people
  const [first, second] = sealed.people
  if (!early || !later || !third || !first || !second) throw new Error('Nobody was invited.')
  const anybody = aVisitor(running)
  const answer = (person: Invited) => anybody.post(`/i/${trial.publicId}/answers`, answersOf(person))
  const text = await directoryOf(running, sealed)
  const respond = (given: Omit<Answering, 'check'>) =>
    answerSealed(postTo(running), text, { check: sealed, ...given })
  t.equal((await answer(early)).status, 200)
  await respond({ person: first })
  // Has the signature before the backup and sends after it was put back.
  const waiting = await aRespondent(postTo(running), text, { check: sealed, person: second })
  const ready = await waiting.seal(await waiting.issue())
  const restore = await aBackup(database)

  await t.test('is noticed before a trial takes one answer, and nobody answers twice', async (t) => {
    t.equal((await answer(later)).status, 200)
    await restore()
    t.match(await answer(later), { status: 409, body: /This survey is paused/ })
    t.equal(await countOf(database, 'responses'), 1)
    t.same(await Promise.all([trial, sealed, closed].map((check) => statusOf(database, check))), [
      ...['paused', 'paused', 'closed'],
    ])
  })

  await t.test('is noticed before one envelope is taken', async (t) => {
    await restore()
    await database.db.updateTable('checks').set({ status: 'open' }).where('status', '=', 'paused').execute()
    const sent = await waiting.submit(ready)
    t.equal(sent.status, 409)
    t.equal(await countOf(database, 'envelopes'), 1)
    t.equal(await statusOf(database, sealed), 'paused')
  })

  await t.test('says so to everybody, and can be closed or discarded and nothing else', async (t) => {
    t.equal(await watchRestore(deps), 'same')
    t.match(await answer(third), { status: 409, body: /set back to an earlier state/ })
    t.match(await anybody.get(`/i/${sealed.publicId}`), { status: 409, body: /This survey is paused/ })
    const visitor = await signedIn(running)
    const { body } = await visitor.get(`/app/checks/${sealed.checkId}`)
    t.match(body, 'This check is paused')
    t.match(body, `/app/checks/${sealed.checkId}/close`)
    t.match(body, `/app/checks/${sealed.checkId}/discard`)
    t.notMatch(body, '/remind')
    t.equal((await visitor.get(`/app/checks/${sealed.checkId}/close`)).status, 200)
    const acts = await database.db.selectFrom('audit_log').select('act').execute()
    t.ok(acts.some(({ act }) => act === 'check-paused'))
    t.match(await visitor.post(`/app/checks/${trial.checkId}/discard`, { name: 'Q4 2026' }), { status: 303 })
    t.equal(await closeSurvey(deps, sealed), 'closed')
    t.equal(await statusOf(database, sealed), 'closed')
  })
})

for (const [what, change] of Object.entries({
  'an answer was withdrawn': async (running, { check, receipt }) => {
    const { status } = await postTo(running)(`/i/${check.publicId}/receipt`, { m: receipt, envelope: null })
    if (status !== 200) throw new Error('It was not withdrawn.')
  },
  'another check was closed': async (running, { other }) => {
    const noted = await sumOf(running)
    await running.deps.jobs.send('close-check', { workspaceId: other.workspaceId, checkId: other.checkId })
    await eventually(async () => (await sumOf(running)) > noted)
  },
  'five minutes went by': (running) => noteChange(running.deps),
} satisfies Record<string, (running: TestApp, given: Changing) => Promise<void>>))
  onEachDatabase(t, `a backup from before ${what}`, async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const check = await aSurvey(running, scope, { sealed: true, teams: { North: 6 } })
    const other = await aSurvey(running, scope, { teams: { North: 6 } })
    const [person] = check.people
    if (person === undefined) throw new Error('Nobody was invited.')
    t.equal(await watchRestore(running.deps), 'first')
    const text = await directoryOf(running, check)
    const { m: receipt } = await answerSealed(postTo(running), text, { check, person })
    const restore = await aBackup(database)
    await change(running, { check, other, receipt })
    await restore()
    // As if the program had been killed and started again.
    t.equal(await watchRestore(running.deps), 'restored')
    t.equal(await statusOf(database, check), 'paused')
  })

type Changing = { readonly check: SurveyCheck; readonly other: SurveyCheck; readonly receipt: string }

onEachDatabase(t, 'a database that was restored without its key folder', async (t, database) => {
  const running = await startApp(t, database)
  const trial = await aSurvey(running, await anOwner(running), { teams: { North: 6 } })
  await watchRestore(running.deps)
  const elsewhere = { ...running.deps, keys: openKeyFolder(aFolder(t)) }
  t.equal(await watchRestore(elsewhere), 'restored')
  t.equal(await statusOf(database, trial), 'paused', 'its links would still let people in')
})

onEachDatabase(t, 'a database that is started beside the keys of another', async (t, database) => {
  const running = await startApp(t, database)
  const { deps } = running
  const check = await aSurvey(running, await anOwner(running), { teams: { North: 6 } })
  t.equal(await watchRestore(deps), 'first')

  await t.test('is a first one when it is new, by mistake or not, and does no harm', async (t) => {
    const mistaken = await freshDatabase(t, 'pglite')
    await nameDatabase(mistaken.db, '22222222-2222-4222-8222-222222222222')
    t.equal(await watchRestore({ ...deps, db: mistaken.db }), 'first')
    t.equal(await watchRestore({ ...deps, db: mistaken.db }), 'same')
    t.equal(await watchRestore(deps), 'same')
    t.equal(await statusOf(database, check), 'open')
  })

  await t.test('is a restored one when checks are open in it', async (t) => {
    await database.db.deleteFrom('takings').execute()
    await nameDatabase(database.db, '33333333-3333-4333-8333-333333333333')
    t.equal(await watchRestore(deps), 'restored')
    t.equal(await statusOf(database, check), 'paused')
  })
})

t.test('notes beside the keys', async (t) => {
  const folder = aFolder(t)
  const all = openTakingNotes(folder)
  const notes = all.of('44444444-4444-4444-8444-444444444444')
  t.ok(all.areNone())
  const counter = '33333333-3333-4333-8333-333333333333'
  t.same([...notes.read()], [])
  notes.begin(counter)
  t.same([...notes.read()], [[counter, -1]])
  t.notOk(all.areNone())
  t.same([...all.of('55555555-5555-4555-8555-555555555555').read()], [], 'another database has its own')
  notes.note(counter, 1000)
  notes.note(counter, 7)
  t.same([...notes.read()], [[counter, 7]], 'nothing of a longer number stays')
  writeFileSync(join(folder, 'takings', '44444444-4444-4444-8444-444444444444', counter), '')
  t.same([...notes.read()], [[counter, -1]], 'one that was torn accuses nobody')
  notes.remove([counter])
  notes.note(counter, 8)
  t.same([...notes.read()], [], 'what was taken away does not come back')
})
