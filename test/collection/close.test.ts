import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Database } from '../../src/database/open.ts'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, eventually, startApp, type TestApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { answersOf, aSurvey, type SurveyCheck, type Wanted } from '../support/survey.ts'

type Answering = (at: number) => Readonly<Record<string, string>> | null

/** Everybody answers whom `answering` gives something to say. */
async function answered(running: TestApp, wanted: Wanted, answering: Answering): Promise<SurveyCheck> {
  const check = await aSurvey(running, await anOwner(running, `Workspace ${randomUUID()}`), wanted)
  const visitor = aVisitor(running)
  const answers = check.people.map(async (person, at) => {
    const said = answering(at)
    if (said === null) return 200
    const { status } = await visitor.post(`/i/${check.publicId}/answers`, answersOf(person, said))
    return status
  })
  if ((await Promise.all(answers)).some((status) => status !== 200)) throw new Error('Not all were accepted.')
  return check
}

async function releasedOf(database: Database, check: SurveyCheck): Promise<ReleasedTable> {
  const row = await database.db
    .selectFrom('released_tables')
    .select('content')
    .where('workspace_id', '=', check.workspaceId)
    .where('check_id', '=', check.checkId)
    .executeTakeFirstOrThrow()
  return row.content as ReleasedTable
}

async function countsOf({ db }: Database, { checkId }: SurveyCheck) {
  const count = async (table: 'responses' | 'invitations' | 'released_tables' | 'open_texts') =>
    (await db.selectFrom(table).select('check_id').where('check_id', '=', checkId).execute()).length
  return {
    responses: await count('responses'),
    invitations: await count('invitations'),
    released: await count('released_tables'),
    texts: await count('open_texts'),
  }
}

function textsOf({ db }: Database, { checkId }: SurveyCheck) {
  return db.selectFrom('open_texts').selectAll().where('check_id', '=', checkId).execute()
}

onEachDatabase(t, 'a close', async (t, database) => {
  const running = await startApp(t, database)
  await t.test('keeps adjusted counts per group and nothing about single people', async (t) => {
    const check = await answered(running, { teams: { North: 8, South: 7 }, leaders: 6 }, (at) => ({
      S1: at % 2 === 0 ? '5' : '2',
      serves: at % 3 === 0 ? 'p2' : 'p1',
    }))
    t.equal(await closeSurvey(running.deps, check), 'closed')

    const table = await releasedOf(database, check)
    t.same(
      table.atoms.map(({ name, side, invited, answered }) => ({ name, side, invited, answered })),
      [
        { name: 'North', side: 'staff', invited: 8, answered: 8 },
        { name: 'South', side: 'staff', invited: 7, answered: 7 },
        { name: 'Leadership team', side: 'leadership', invited: 6, answered: 6 },
      ],
    )
    t.same(table.atoms[0]?.items.S1, [0, 4, 0, 0, 4, 0])
    t.same(table.estimates.S1, { leaders: 6, mean: 70, spread: 'narrow' })
    t.same(table.participation, { invited: 21, answered: 21 })
    t.match(await countsOf(database, check), { responses: 0, invitations: 0, released: 1 })
    const row = await database.db
      .selectFrom('checks')
      .select(['status', 'close_progress', 'closed_at'])
      .where('id', '=', check.checkId)
      .executeTakeFirstOrThrow()
    t.same(row, { status: 'closed', close_progress: 100, closed_at: running.deps.now() })
  })

  await t.test('shows nothing of three answers', async (t) => {
    const check = await answered(running, {}, (at) => (at < 3 ? {} : null))
    await closeSurvey(running.deps, check)
    const table = await releasedOf(database, check)
    t.same([table.atoms, table.groups, table.estimates], [[], [], {}])
    t.same(table.participation, { invited: 12, answered: 3 })
    t.match(await countsOf(database, check), { responses: 0, texts: 0 })
  })

  await t.test('keeps texts only where enough wrote, and no path between them', async (t) => {
    const check = await answered(running, { teams: { North: 14 }, leaders: 6 }, (at) => ({
      named1: at < 12 ? `priority ${at}` : '',
      named2: at === 0 ? 'a second one' : '',
      ...(at < 12 ? {} : { noneKnown: 'yes' }),
      obstacle: at < 9 ? `obstacle ${at}` : '',
    }))
    await closeSurvey(running.deps, check)
    const texts = await textsOf(database, check)
    t.notOk(
      texts.some((text) => text.side === 'leadership'),
      'six leaders are too few',
    )
    t.notOk(
      texts.some((text) => text.question === 'q2'),
      'nine are too few',
    )
    t.equal(texts.length, 14, 'those who know none count as coded')
    t.equal(texts.filter((text) => text.texts.length === 0).length, 2)
    t.ok(texts.some((text) => text.texts.length === 2 && text.texts.includes('a second one')))
    t.same(Object.keys(texts[0] ?? {}).sort(), [
      'check_id',
      'id',
      'language',
      'question',
      'side',
      'texts',
      'workspace_id',
    ])
  })

  await t.test('writes the two questions in orders that have nothing to do with each other', async (t) => {
    const size = 60
    const check = await answered(running, { teams: { North: size } }, (at) => ({
      named1: `text ${at}`,
      obstacle: `text ${at}`,
    }))
    await closeSurvey(running.deps, check)
    const rows = await textsOf(database, check)
    const orderOf = (question: string) =>
      rows.filter((row) => row.question === question).map((row) => Number(row.texts[0]?.slice(5)))
    const [named, obstacles] = [orderOf('q1'), orderOf('q2')]
    t.equal(new Set(named).size, size)
    t.equal(new Set(obstacles).size, size)
    const inPlace = named.filter((value, at) => value === obstacles[at]).length
    t.ok(inPlace < 8, 'about one in sixty stands in the same place by chance')
    t.notSame(
      named,
      [...named].sort((a, b) => a - b),
    )
  })

  await t.test('can be called again, and by two at once', async (t) => {
    const check = await answered(running, {}, () => ({}))
    const outcomes = await Promise.all([closeSurvey(running.deps, check), closeSurvey(running.deps, check)])
    t.same(outcomes, ['closed', 'closed'])
    t.equal(await closeSurvey(running.deps, check), 'closed')
    t.match(await countsOf(database, check), { released: 1, responses: 0 })
  })

  await t.test('refuses to close a draft, and to count what does not add up', async (t) => {
    const draft = await aSurvey(running, await anOwner(running, 'Draft'), { status: 'draft' })
    t.equal(await closeSurvey(running.deps, draft), 'not-open')

    const check = await answered(running, {}, (at) => (at < 8 ? {} : null))
    await database.db
      .updateTable('invitations')
      .set({ spent_by: 'somebody else' })
      .where('id', '=', check.people[9]?.id ?? '')
      .execute()
    await t.rejects(
      closeSurvey(running.deps, check),
      /counted 8 answers, but 8 are stored and 9 links are used/,
    )
    t.match(await countsOf(database, check), { responses: 8, released: 0 })
  })

  await t.test('is done by job, and goes on with a close that was cut off', async (t) => {
    const check = await answered(running, {}, () => ({}))
    await database.db
      .updateTable('checks')
      .set({ status: 'closing' })
      .where('id', '=', check.checkId)
      .execute()
    const { workspaceId, checkId } = check
    await running.deps.jobs.send('close-check', { workspaceId, checkId }, { singletonKey: checkId })
    await eventually(async () => (await countsOf(database, check)).released === 1)
    t.match(await countsOf(database, check), { responses: 0, invitations: 0 })
  })
})
