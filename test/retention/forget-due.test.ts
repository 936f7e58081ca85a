import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import t from 'tap'
import { noTheme } from '../../src/coding/coding.ts'
import { beginCoding, findCoding, keepEvent } from '../../src/coding/queries.ts'
import { asJson } from '../../src/database/scope.ts'
import { forgetDue } from '../../src/retention/forget-due.ts'
import { anOwner, startApp, type TestApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { aSurvey, type SurveyCheck } from '../support/survey.ts'

async function addTexts({ deps }: TestApp, { workspaceId, checkId }: SurveyCheck): Promise<void> {
  const text = { workspace_id: workspaceId, check_id: checkId, language: 'en', side: 'staff' as const }
  await deps.db
    .insertInto('open_texts')
    .values([
      { ...text, id: randomUUID(), question: 'q1', texts: asJson(['Sell abroad']) },
      { ...text, id: randomUUID(), question: 'q2', texts: asJson(['Too many meetings']) },
    ])
    .execute()
}

async function closedAt({ deps }: TestApp, { checkId }: SurveyCheck, at: string): Promise<void> {
  await deps.db
    .updateTable('checks')
    .set({ status: 'closed', closed_at: new Date(at), contract: asJson({ textsEndAfterDays: 90 }) })
    .where('id', '=', checkId)
    .execute()
}

onEachDatabase(t, 'what was promised to be deleted', async (t, database) => {
  const running = await startApp(t, database)
  const { deps, setNow } = running
  const scope = await anOwner(running)
  const textsOf = async ({ checkId }: SurveyCheck) =>
    (
      await deps.db
        .selectFrom('open_texts')
        .select(['question', 'texts'])
        .where('check_id', '=', checkId)
        .execute()
    )
      .map(({ question, texts }) => [question, ...texts].join(': '))
      .sort()
  const audited = (act: string) =>
    deps.db.selectFrom('audit_log').select(['subject_id', 'details']).where('act', '=', act).execute()

  await t.test('goes on the promised day and not before, and the log says so', async (t) => {
    const check = await aSurvey(running, scope, { status: 'closed' })
    await addTexts(running, check)
    await closedAt(running, check, '2026-12-01T23:30:00Z')
    setNow('2027-02-28T23:59:00Z')
    await forgetDue(deps)
    t.same(await textsOf(check), ['q1: Sell abroad', 'q2: Too many meetings'])
    setNow('2027-03-01T03:20:00Z')
    await forgetDue(deps)
    t.same(await textsOf(check), [])
    t.match(await audited('texts-deleted'), [{ subject_id: check.checkId, details: { rows: 2 } }])
    await forgetDue(deps)
    t.equal((await audited('texts-deleted')).length, 1, 'nothing left, nothing to note')
    setNow('2026-11-20T12:00:00Z')
  })

  await t.test('what people named goes once it is assigned and locked', async (t) => {
    const check = await aSurvey(running, scope, { status: 'closed' })
    await addTexts(running, check)
    await closedAt(running, check, '2026-11-19T12:00:00Z')
    const { workspaceId, checkId } = check
    await deps.db
      .insertInto('released_recall')
      .values({ workspace_id: workspaceId, check_id: checkId, content: asJson({}) })
      .execute()
    await forgetDue(deps)
    t.same(
      await textsOf(check),
      ['q1', 'q2: Too many meetings'],
      'that somebody answered is left, no word of it',
    )
    const noted = async () => (await audited('texts-deleted')).filter((act) => act.subject_id === checkId)
    t.match(await noted(), [{ details: { rows: 1 } }])
    await forgetDue(deps)
    t.equal((await noted()).length, 1, 'once')
  })

  await t.test('the coders’ copies of texts go with them, and who coded what stays', async (t) => {
    const check = await aSurvey(running, scope, { status: 'closed' })
    await addTexts(running, check)
    await closedAt(running, check, '2026-11-19T12:00:00Z')
    const { checkId } = check
    const { now, random } = deps
    for (const [subject, text] of [
      ['q1', 'Sell abroad'],
      ['q2', 'Too many meetings'],
    ] as const)
      await beginCoding(scope, {
        ...{ checkId, subject, languages: ['en'], now: now(), random },
        texts: [{ id: 'a', text, question: subject }],
      })
    const event = { coder: 'lead', kind: 'assign', texts: ['a'], theme: noTheme } as const
    await keepEvent(scope, { checkId, subject: 'q1', revision: 0, event, accountId: null, now: now() })
    await deps.db
      .insertInto('released_recall')
      .values({ workspace_id: scope.workspaceId, check_id: checkId, content: asJson({}) })
      .execute()
    const copies = async () =>
      JSON.stringify(
        await deps.db.selectFrom('codings').selectAll().where('check_id', '=', checkId).execute(),
      )
    await forgetDue(deps)
    t.notMatch(await copies(), /sell|abroad/i)
    t.match(await copies(), 'Too many meetings')
    t.same((await findCoding(scope, { checkId, subject: 'q1' }))?.coding.codes.lead, { a: noTheme })
    setNow('2027-03-01T03:20:00Z')
    await forgetDue(deps)
    t.notMatch(await copies(), /meetings/i)
    setNow('2026-11-20T12:00:00Z')
  })

  await t.test('what a close left behind goes, and nothing of an open check does', async (t) => {
    const [left, open] = [await aSurvey(running, scope), await aSurvey(running, scope)]
    for (const { workspaceId, checkId } of [left, open]) {
      const place = { workspace_id: workspaceId, check_id: checkId }
      await deps.db
        .insertInto('responses')
        .values({ ...place, id: randomUUID(), unit_id: randomUUID(), content: asJson({}) })
        .execute()
      await deps.db
        .insertInto('participation')
        .values({ ...place, day: '2026-11-19', band: 10 })
        .execute()
      const mark = Buffer.alloc(32, 1)
      await deps.db
        .insertInto('spent_marks')
        .values({ ...place, mark, tag: mark, is_withdrawn: false })
        .execute()
      await deps.db
        .insertInto('envelopes')
        .values({ ...place, mark, veil: mark, envelope: Buffer.alloc(64) })
        .execute()
    }
    await closedAt(running, left, '2026-11-20T11:00:00Z')
    await sql`revoke delete on responses from alignment_close`.execute(deps.db)
    await t.rejects(forgetDue(deps), { code: '42501' }, 'the wall of a close stands behind it')
    await sql`grant delete on responses to alignment_close`.execute(deps.db)
    await forgetDue(deps)
    const rowsOf = async ({ checkId }: SurveyCheck) => {
      const tables = ['responses', 'envelopes', 'spent_marks', 'invitations', 'participation'] as const
      const counts = tables.map(
        async (table) =>
          (await deps.db.selectFrom(table).select('check_id').where('check_id', '=', checkId).execute())
            .length,
      )
      return Promise.all(counts)
    }
    t.same(await rowsOf(left), [0, 0, 0, 0, 0])
    t.same(await rowsOf(open), [1, 1, 1, 12, 1])
    const notes = (await audited('leftovers-deleted')).filter((note) => note.subject_id === left.checkId)
    t.match(notes, [{ details: { rows: 16 } }])
  })

  await t.test('an uploaded roster, a session and a counter end by themselves', async (t) => {
    const { id: organisationId } = await deps.db
      .selectFrom('organisations')
      .select('id')
      .where('workspace_id', '=', scope.workspaceId)
      .executeTakeFirstOrThrow()
    const upload = (status: 'uploaded' | 'running' | 'done', at: string) => ({
      ...{ workspace_id: scope.workspaceId, id: randomUUID(), organisation_id: organisationId },
      ...{ file_name: 'roster.csv', content: Buffer.from('x'), status, done_rows: 0, total_rows: 1 },
      created_at: new Date(at),
    })
    await deps.db
      .insertInto('roster_imports')
      .values([
        upload('uploaded', '2026-11-19T11:00:00Z'),
        upload('done', '2026-11-13T11:00:00Z'),
        upload('running', '2026-11-13T11:00:00Z'),
        upload('uploaded', '2026-11-19T13:00:00Z'),
        upload('done', '2026-11-14T11:00:00Z'),
      ])
      .execute()
    const session = (hash: string, at: string) => ({
      id_hash: hash,
      content: asJson({}),
      expires_at: new Date(at),
    })
    await deps.db
      .insertInto('sessions')
      .values([session('over', '2026-11-20T11:59:00Z'), session('good', '2026-11-20T13:00:00Z')])
      .execute()
    await deps.db
      .insertInto('rate_counters')
      .values([
        { key_hash: 'old', window_start: new Date('2026-11-20T09:00:00Z'), hits: 3 },
        { key_hash: 'new', window_start: new Date('2026-11-20T12:00:00Z'), hits: 3 },
      ])
      .execute()
    await forgetDue(deps)
    const imports = await deps.db.selectFrom('roster_imports').select(['status', 'created_at']).execute()
    t.same(imports.map(({ status }) => status).sort(), ['done', 'running', 'uploaded'])
    t.same(await deps.db.selectFrom('sessions').select('id_hash').execute(), [{ id_hash: 'good' }])
    t.same(await deps.db.selectFrom('rate_counters').select('key_hash').execute(), [{ key_hash: 'new' }])
    t.equal((await audited('import-deleted')).length, 2)
  })
})
