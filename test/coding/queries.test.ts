import { randomBytes, randomUUID } from 'node:crypto'
import t from 'tap'
import type { CodingEvent } from '../../src/coding/coding.ts'
import { beginCoding, findCoding, forgetTexts, keepEvent } from '../../src/coding/queries.ts'
import type { Db } from '../../src/database/open.ts'
import { roomsOf, type Scope } from '../../src/database/scope.ts'
import { onEachDatabase } from '../support/database.ts'

const now = new Date('2026-11-20T12:00:00Z')
const random = { uuid: () => randomUUID(), bytes: (count: number) => randomBytes(count) }
const texts = [
  { id: 'a', text: 'Grow in mid-market', question: 'P1' },
  { id: 'b', text: 'Win growing mid-market customers', question: 'P1' },
  { id: 'c', text: 'Cut hosting costs', question: 'P3' },
]

async function aCheck(db: Db): Promise<{ readonly scope: Scope; readonly checkId: string }> {
  const [workspaceId, organisationId, checkId] = [randomUUID(), randomUUID(), randomUUID()]
  await db.insertInto('workspaces').values({ id: workspaceId, name: 'W', created_at: now }).execute()
  await db
    .insertInto('organisations')
    .values({
      workspace_id: workspaceId,
      id: organisationId,
      name: 'O',
      time_zone: 'UTC',
      language: 'en',
      is_example: false,
      created_at: now,
    })
    .execute()
  await db
    .insertInto('checks')
    .values({
      workspace_id: workspaceId,
      id: checkId,
      organisation_id: organisationId,
      public_id: randomUUID(),
      name: 'Q4',
      status: 'closed',
      profile: 'standard',
      languages: '["en"]',
      dropped_items: '[]',
      bank_items: '[]',
      priorities: '[]',
      opens_on: '2026-11-01',
      closes_at: now,
      results_to: 'all',
      run_by: 'us',
      is_trial: false,
      close_progress: 100,
      created_at: now,
    })
    .execute()
  return { scope: roomsOf(db, workspaceId), checkId }
}

const themes: CodingEvent = { coder: 'lead', kind: 'add', theme: { id: 't1', name: 'Growth' } }
const assign = (coder: 'lead' | 'second', ...ids: string[]): CodingEvent => ({
  coder,
  kind: 'assign',
  texts: ids,
  theme: 't1',
})

onEachDatabase(t, 'a coding', async (t, { db }) => {
  const { scope, checkId } = await aCheck(db)
  const place = { checkId, subject: 'priorities' }
  const keep = (event: CodingEvent, revision: number) =>
    keepEvent(scope, { ...place, event, revision, accountId: null, now })

  t.equal(await findCoding(scope, place), null)
  const begin = () => beginCoding(scope, { ...place, texts, languages: ['en'], now, random })
  t.same((await Promise.all([begin(), begin()])).toSorted(), ['begun', 'was-begun'])
  const [first] = (await findCoding(scope, place))?.coding.suggestions ?? []
  t.same(first?.statements.toSorted(), ['a', 'b'], 'suggestions are there from the start')

  t.match(await keep(themes, 0), { outcome: 'kept', revision: 1 })
  await t.test('of two tabs at once one is told that it is behind', async (t) => {
    const outcomes = await Promise.all([keep(assign('lead', 'a'), 1), keep(assign('lead', 'b'), 1)])
    t.same(outcomes.map(({ outcome }) => outcome).toSorted(), ['kept', 'stale'])
  })
  await t.test('two coders at once do not disturb each other', async (t) => {
    const outcomes = await Promise.all([keep(assign('lead', 'c'), 2), keep(assign('second', 'a', 'c'), 2)])
    t.same(
      outcomes.map(({ outcome }) => outcome),
      ['kept', 'kept'],
    )
    const { coding, revision } = (await findCoding(scope, place)) ?? {}
    t.equal(revision, 4)
    t.same(coding?.codes.second, { a: 't1', c: 't1' })
  })
  await t.test('a step that cannot be taken is refused in words and not kept', async (t) => {
    const refused = await keep({ coder: 'lead', kind: 'freeze' }, 4)
    t.match(refused, { outcome: 'refused', reason: { key: 'coding.refused.not-all-coded' } })
    t.match(await keep(assign('lead', 'a'), 9), { outcome: 'stale' })
    t.equal((await findCoding(scope, place))?.revision, 4)
  })
  await t.test('texts are forgotten, and who coded what stays', async (t) => {
    const before = (await findCoding(scope, place))?.coding
    t.equal(await forgetTexts(scope, place), true)
    t.equal(await forgetTexts(scope, place), false)
    const after = (await findCoding(scope, place))?.coding
    t.same(after?.codes, before?.codes)
    const kept = JSON.stringify(await db.selectFrom('codings').selectAll().execute())
    t.notMatch(kept, /mid-market|hosting|grow/i)
  })
  await t.test('is not there for another workspace', async (t) => {
    t.equal(await findCoding(roomsOf(db, randomUUID()), place), null)
  })
  await t.test('goes with its check', async (t) => {
    await db.deleteFrom('checks').where('id', '=', checkId).execute()
    t.same(await db.selectFrom('coding_events').selectAll().execute(), [])
  })
})
