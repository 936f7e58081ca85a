import { sql } from 'kysely'
import t from 'tap'
import { closingOf } from '../../src/database/scope.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

const denied = { code: '42501' }

onEachDatabase(t, 'behind the wall of a close', async (t, database) => {
  const { db } = database
  const running = await startApp(t, database)
  const [mine, theirs] = [await anOwner(running), await anOwner(running, 'Another')]
  const sealed = await aSurvey(running, mine, { sealed: true })
  const trial = await aSurvey(running, mine)
  const others = await aSurvey(running, theirs, { sealed: true })
  for (const check of [sealed, others]) {
    const text = await directoryOf(running, check)
    for (const person of check.people) await answerSealed(postTo(running), text, { check, person })
  }
  const visitor = aVisitor(running)
  for (const person of trial.people)
    await visitor.post(`/i/${trial.publicId}/answers`, answersOf(person, { obstacle: 'Tools' }))
  const close = closingOf(db, mine.workspaceId)

  await t.test('a query that forgets its workspace finds and deletes nothing of another', async (t) => {
    for (const table of ['envelopes', 'spent_marks'] as const) {
      const found = await close.db.selectFrom(table).select('workspace_id').execute()
      t.equal(found.length, 12)
      t.ok(found.every((row) => row.workspace_id === mine.workspaceId))
    }
    const gone = await closingOf(db, theirs.workspaceId).db.deleteFrom('responses').executeTakeFirst()
    t.equal(gone.numDeletedRows, 0n, 'all there were belong to another')
    t.equal((await db.selectFrom('responses').select('id').execute()).length, 12)
    await t.rejects(
      close.db
        .insertInto('released_collection')
        .values({ workspace_id: theirs.workspaceId, check_id: others.checkId, lost: 0, unreadable: 0 })
        .execute(),
      denied,
    )
  })

  await t.test('nobody’s name, address or account can be read', async (t) => {
    for (const table of [
      'people',
      'teams',
      'organisations',
      'accounts',
      'memberships',
      'messages',
      'findings',
    ])
      await t.rejects(sql`select * from ${sql.table(table)}`.execute(close.db), denied, table)
    await t.rejects(
      sql`select * from audit_log`.execute(close.db),
      denied,
      'it writes what it did, and reads nothing',
    )
    await t.rejects(sql`update invitations set spent_by = null`.execute(close.db), denied)
  })

  await t.test('a close really stands there, and does all it has to', async (t) => {
    await sql`revoke delete on invitations from alignment_close`.execute(db)
    for (const check of [sealed, trial]) await t.rejects(closeSurvey(running.deps, check), denied)
    await sql`grant delete on invitations to alignment_close`.execute(db)
    for (const check of [sealed, trial]) t.equal(await closeSurvey(running.deps, check), 'closed')
    const tables = await db.selectFrom('released_tables').select('check_id').execute()
    t.equal(tables.length, 2)
    const texts = await db.selectFrom('open_texts').select(['check_id', 'question']).execute()
    t.equal(
      texts.filter(({ check_id }) => check_id === trial.checkId).length,
      24,
      'both questions of all twelve',
    )
    const left = await db.selectFrom('envelopes').select('workspace_id').execute()
    t.equal(left.length, 12)
    t.ok(left.every((row) => row.workspace_id === theirs.workspaceId))
  })
})
