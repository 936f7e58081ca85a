import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t from 'tap'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { watchRestore } from '../../src/collection/watch-restore.ts'
import type { Database } from '../../src/database/open.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, signedIn, startApp } from '../support/app.ts'
import { freshDatabase, onEachDatabase } from '../support/database.ts'
import { aFolder } from '../support/process.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey, type SurveyCheck } from '../support/survey.ts'

const statusOf = async ({ db }: Database, { checkId }: SurveyCheck) =>
  (await db.selectFrom('checks').select('status').where('id', '=', checkId).executeTakeFirstOrThrow()).status

/** What a backup of this moment would bring back: the mark is all that a restore shows of itself. */
async function aBackup({ db }: Database): Promise<() => Promise<void>> {
  const { mark } = await db.selectFrom('restore_mark').select('mark').executeTakeFirstOrThrow()
  return async () => {
    await db.updateTable('restore_mark').set({ mark }).execute()
  }
}

onEachDatabase(t, 'a database that was restored', async (t, database) => {
  const running = await startApp(t, database)
  const { deps } = running
  const scope = await anOwner(running)
  const [sealed, trial, closed] = [
    await aSurvey(running, scope, { sealed: true, teams: { North: 6 } }),
    await aSurvey(running, scope, { teams: { North: 6 } }),
    await aSurvey(running, scope, { teams: { North: 6 }, status: 'closed' }),
  ]
  const statuses = () => Promise.all([sealed, trial, closed].map((check) => statusOf(database, check)))

  await t.test('is told from one that was merely started anew, however often', async (t) => {
    deps.keys.marks.write(['of a first start that was cut off'])
    t.equal(await watchRestore(deps), 'first')
    for (const when of ['later', 'start', 'later'] as const) t.equal(await watchRestore(deps, when), 'same')
    const rivals = await Promise.all([1, 2, 3, 4].map(() => watchRestore(deps)))
    t.same(rivals, ['same', 'same', 'same', 'same'], 'processes do not take one another for a restore')
    t.same(await statuses(), ['open', 'open', 'closed'])
  })

  await t.test('is told from one that lost its last moment', async (t) => {
    const undo = await aBackup(database)
    t.equal(await watchRestore(deps), 'same')
    await undo()
    t.equal(await watchRestore(deps), 'same', 'a power cut may undo the last change')
    t.same(await statuses(), ['open', 'open', 'closed'])
  })

  await t.test('pauses nothing while its key folder may only have been mislaid', async (t) => {
    const elsewhere = { ...deps, keys: openKeyFolder(aFolder(t)) }
    t.equal(await watchRestore(elsewhere), 'keys-away')
    t.equal(await watchRestore(elsewhere, 'later'), 'keys-away')
    t.equal(await watchRestore(deps), 'same', 'and nothing has changed for the right one')
    t.same(await statuses(), ['open', 'open', 'closed'])
  })

  await t.test('pauses what was open, for good, and says so to everybody', async (t) => {
    const person = trial.people[0]
    if (person === undefined) throw new Error('Nobody was invited.')
    const restore = await aBackup(database)
    for (const _ of [1, 2]) await watchRestore(deps, 'later')
    await restore()
    t.equal(await watchRestore(deps, 'later'), 'restored')
    t.same(await statuses(), ['paused', 'paused', 'closed'])
    t.equal(await watchRestore(deps), 'same')
    t.same(await statuses(), ['paused', 'paused', 'closed'], 'starting anew does not open them again')
    const anybody = aVisitor(running)
    const refused = await anybody.post(`/i/${trial.publicId}/answers`, answersOf(person))
    t.match(refused, { status: 409, body: /set back to an earlier state/ })
    t.match(await anybody.get(`/i/${sealed.publicId}`), { status: 409, body: /This survey is paused/ })
    const visitor = await signedIn(running)
    const { body } = await visitor.get(`/app/checks/${sealed.checkId}`)
    t.match(body, 'This check is paused')
    t.match(body, `/app/checks/${sealed.checkId}/close`)
    t.match(body, `/app/checks/${sealed.checkId}/discard`)
    t.notMatch(body, '/remind')
    t.equal((await visitor.get(`/app/checks/${sealed.checkId}/close`)).status, 200)
    const acts = await database.db.selectFrom('audit_log').select('act').execute()
    t.equal(acts.filter(({ act }) => act === 'check-paused').length, 2)
    t.match(await visitor.post(`/app/checks/${trial.checkId}/discard`, { name: 'Q4 2026' }), { status: 303 })
    t.equal(await closeSurvey(deps, sealed), 'closed')
    t.same(await statuses(), ['closed', 'discarded', 'closed'])
  })
})

onEachDatabase(t, 'a database that was restored without its key folder', async (t, database) => {
  const running = await startApp(t, database)
  const { deps } = running
  const scope = await anOwner(running)
  const trial = await aSurvey(running, scope, { teams: { North: 6 } })
  await watchRestore(deps)
  const elsewhere = { ...deps, keys: openKeyFolder(aFolder(t)) }
  t.equal(await watchRestore(elsewhere), 'restored')
  t.equal(await statusOf(database, trial), 'paused', 'its links would still let people in')
})

onEachDatabase(t, 'a database that is started beside another on one key folder', async (t, database) => {
  const running = await startApp(t, database)
  const { deps } = running
  const check = await aSurvey(running, await anOwner(running), { teams: { North: 6 } })
  await watchRestore(deps)
  for (const mark of [null, 'of a copy that was left behind']) {
    const beside = await freshDatabase(t, 'pglite')
    if (mark !== null) await beside.db.insertInto('restore_mark').values({ mark }).execute()
    const other = { ...deps, db: beside.db }
    t.equal(await watchRestore(other), mark === null ? 'first' : 'restored')
    t.equal(await watchRestore(deps, 'later'), 'same', 'does not pause the other')
    t.equal(await watchRestore(other, 'later'), 'restored', 'and is told from it from then on')
    t.equal(await watchRestore(deps, 'later'), 'same')
  }
  t.equal(await statusOf(database, check), 'open')
})

onEachDatabase(t, 'a restore really brings used links back, which is why', async (t, database) => {
  const running = await startApp(t, database)
  const check = await aSurvey(running, await anOwner(running), { sealed: true, teams: { North: 6 } })
  const [person] = check.people
  if (person === undefined) throw new Error('Nobody was invited.')
  await watchRestore(running.deps)
  const text = await directoryOf(running, check)
  const restore = await aBackup(database)
  await answerSealed(postTo(running), text, { check, person })
  for (const _ of [1, 2]) await watchRestore(running.deps, 'later')
  // As the backup had it: the link unused, no envelope.
  await sql`update invitations set blinded_hash = null`.execute(database.db)
  await sql`delete from envelopes`.execute(database.db)
  await sql`delete from spent_marks`.execute(database.db)
  await restore()
  t.equal(await watchRestore(running.deps), 'restored')
  await t.rejects(answerSealed(postTo(running), text, { check, person }), 'it cannot be used twice')
})

t.test('a folder without marks has none', async (t) => {
  const folder = join(aFolder(t), randomUUID())
  const { marks } = openKeyFolder(folder)
  t.equal(marks.read(), null)
  marks.write(['one', 'two'])
  t.same(marks.read(), ['one', 'two'])
  rmSync(folder, { recursive: true })
})
