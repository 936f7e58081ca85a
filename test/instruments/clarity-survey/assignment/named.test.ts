import t from 'tap'
import { codeAll, revisionIn, rowsIn, step } from '../../../support/coding.ts'
import { cpuMsOf } from '../../../support/cpu-time.ts'
import { aClosedCheck, agreed, aSurvey, releasedTableOf } from '../../../support/released.ts'
import { inRooms } from '../../../support/rooms.ts'

const right = ['Keep the customers', 'open the warehouse', 'Deliver twice as fast']
const repeat = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
const staff = (texts: readonly string[]) => ({ side: 'staff' as const, texts })

/** 74 staff: 20 name all, 20 name two (one of them twice), 14 name one, 10 something else, 10 nothing. */
const named = [
  ...repeat(20, staff(right)),
  ...repeat(20, staff(['keep the customers!', 'the customers keep', 'OPEN THE WAREHOUSE'])),
  ...repeat(14, staff(['Deliver twice as fast', 'A nicer canteen', ''])),
  ...repeat(10, staff(['Something with growth'])),
  ...repeat(10, staff([])),
]

/** As a person would decide. */
function meaning(text: string): string | null {
  if (/customers/i.test(text)) return 'p1'
  if (/warehouse/i.test(text)) return 'p2'
  return /deliver/i.test(text) ? 'p3' : null
}

const room = inRooms(t)

room.test('texts become figures once, and then for ever', async (t, { scope, visitor, database }) => {
  const { checkId } = await aClosedCheck(scope, { named })
  const address = `/app/checks/${checkId}/coding/q1`

  const first = await visitor.get(address)
  t.equal(first.status, 200)
  t.match(first.body, '0 of 158 statements coded. 6 decisions are left')
  const desk = /<div class="coding"[\s\S]*/.exec(first.body)?.[0] ?? ''
  t.notMatch(desk, /staff|leadership|North|Core|Data/, 'neither side nor unit')
  t.match(first.body, /Shared words: [^<]*customers/, 'suggestions say what they rest on')
  const suggestion = /<form[^>]*data-suggestion>[\s\S]*?<\/form>/.exec(first.body)?.[0] ?? ''
  t.match(suggestion, /the customers keep/i, 'the same words in another order come together')
  t.match(suggestion, '<option value="p1" selected>', 'with the priority that they seem to mean')

  const early = await visitor.post(`${address}/freeze`, { name: 'Q4 2026', revision: revisionIn(first) })
  t.equal(early.location, address)
  t.match((await visitor.get(address)).body, 'Some statements have no theme yet')

  await codeAll(visitor, address, meaning)
  const done = await visitor.get(`${address}?show=all`)
  t.match(done.body, '158 of 158 statements coded')
  t.equal(rowsIn(done).length, 6)

  const wrong = await visitor.post(`${address}/freeze`, { name: 'Q3', revision: revisionIn(done) })
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'not the name of the check')
  t.match(wrong.body, 'value="Q3"')

  const page = await visitor.get(`${address}/freeze`)
  t.match(page.body, 'counting twice would let two figures be compared')
  t.match(page.body, 'One coder')
  const fields = { name: 'Q4 2026', revision: revisionIn(page) }
  const rivals = await Promise.all([1, 2].map(() => visitor.post(`${address}/freeze`, fields)))
  t.same(
    rivals.map(({ status }) => status),
    [303, 303],
  )
  const recall = await database.db
    .selectFrom('released_recall')
    .select('content')
    .where('check_id', '=', checkId)
    .executeTakeFirstOrThrow()
  const { sides } = recall.content as { sides: Record<string, unknown> }
  t.same(sides.staff, { all: 20, two: 20, one: 14, none: 10, blank: 10, notCoded: 0 })
  t.same(sides.leadership, { all: 0, two: 0, one: 0, none: 0, blank: 0, notCoded: 7 })

  const late = await step(visitor, address, { act: 'none', texts: rowsIn(done)[0]?.id ?? '' })
  t.equal(late.status, 422)
  t.match(late.body, 'The codebook is frozen')
  t.match((await visitor.get(`/app/checks/${checkId}/survey`)).body, 'One coder')
})

room.test('themes are given: none can be added, renamed or merged', async (t, { scope, visitor }) => {
  const { checkId } = await aClosedCheck(scope, { named })
  const address = `/app/checks/${checkId}/coding/q1`
  for (const fields of [
    { act: 'add', name: 'Mine' },
    { act: 'rename', theme: 'p1', name: 'Mine' },
    { act: 'merge', theme: 'p1', into: 'p2' },
  ]) {
    const refused = await step(visitor, address, fields)
    t.equal(refused.status, 422, fields.act)
    t.match(refused.body, 'The themes are given here')
  }
  t.equal((await step(visitor, address, { act: 'assign', theme: 'p9', texts: 'x' })).status, 422)
})

room.test('priorities that are agreed after the round serve, too, and it is said', async (t, room) => {
  const { scope, visitor, database } = room
  const { checkId } = await aClosedCheck(scope, {
    named,
    table: releasedTableOf({ ...aSurvey, priorities: [] }),
  })
  const address = `/app/checks/${checkId}/coding/q1`
  t.match((await visitor.get(address)).body, 'No priorities were agreed')
  await database.db
    .updateTable('checks')
    .set({ priorities: JSON.stringify(agreed) })
    .where('id', '=', checkId)
    .execute()
  t.match((await visitor.get(`/app/checks/${checkId}/survey`)).body, `href="${address}"`)
  await codeAll(visitor, address, meaning)
  const revision = revisionIn(await visitor.get(`${address}/freeze`))
  t.equal((await visitor.post(`${address}/freeze`, { revision, name: 'Q4 2026' })).status, 303)
  const { body } = await visitor.get(`/app/checks/${checkId}/survey`)
  t.match(body, /27\s%/, '20 of 74 named all three')
  t.match(body, 'agreed only after people had been asked')
  t.notMatch(body, 'id="matrix"', 'nobody was asked which one their work serves')
})

room.test('nothing to code is said in words', async (t, { scope, visitor }) => {
  const open = await aClosedCheck(scope, { status: 'open' })
  const few = await aClosedCheck(scope)
  const said = async (checkId: string) => (await visitor.get(`/app/checks/${checkId}/coding/q1`)).body
  t.match(await said(open.checkId), 'opened when the check is closed')
  t.match(await said(few.checkId), 'Not coded: fewer than 10')
})

room.test('another workspace finds nothing, and changes nothing', async (t, { other, visitor, database }) => {
  const { checkId } = await aClosedCheck(other, { named })
  const address = `/app/checks/${checkId}/coding/q1`
  await visitor.get('/app/organisations')
  for (const path of ['', '/second', '/freeze']) {
    t.equal((await visitor.get(`${address}${path}`)).status, 404)
    t.equal((await visitor.post(`${address}${path}`, { name: 'Q4 2026' })).status, 404)
  }
  t.equal((await visitor.get('/app/checks/not-an-id/coding/q1')).status, 404)
  t.equal((await visitor.get(`/app/checks/${checkId}/coding/nothing`)).status, 404)
  t.same(await database.db.selectFrom('codings').selectAll().where('check_id', '=', checkId).execute(), [])
})

room.test('five hundred texts come page by page, quickly', async (t, { scope, visitor }) => {
  const many = Array.from({ length: 180 }, (_, at) => staff([`aim ${at}`, `plan ${at}`, `goal ${at}`]))
  const { checkId } = await aClosedCheck(scope, { named: many })
  const address = `/app/checks/${checkId}/coding/q1`
  t.match((await visitor.get(address)).body, 'about 18 minutes')
  const pages = await Promise.all([1, 2, 11].map((page) => visitor.get(`${address}?page=${page}`)))
  const [first, second, last] = pages.map((page) => rowsIn(page).map(({ id }) => id))
  t.same([first?.length, second?.length, last?.length], [50, 50, 40])
  t.notOk(first?.some((id) => second?.includes(id)))
  await codeAll(visitor, address, () => 'p1')
  const took = await cpuMsOf(async () => t.match((await visitor.get(address)).body, '540 of 540'))
  t.ok(took < 300, `a page of a long coding is drawn at once, in ${took} ms`)
})

room.run()
