import t from 'tap'
import { aClosedCheck } from '../../../support/released.ts'
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

const chosen: Readonly<Record<string, string>> = {
  'keep the customers': 'p1',
  'open the warehouse': 'p2',
  'deliver twice as fast': 'p3',
  'a nicer canteen': 'none',
  'something with growth': 'unclear',
}

/** Fills in the page as a person would, block by block. */
function fillIn(body: string): Record<string, string> {
  const selects = [...body.matchAll(/<label for="(block-\w+)">([^<]+)<\/label>/g)]
  return Object.fromEntries(
    selects.map(([, name, label]) => [
      name,
      chosen[(label ?? '').toLowerCase().replaceAll(/[^a-z ]/g, '')] ?? 'p1',
    ]),
  )
}

const room = inRooms(t)

room.test('texts become figures once, and then for ever', async (t, { scope, visitor, database }) => {
  const { checkId } = await aClosedCheck(scope, { named })
  const address = `/app/checks/${checkId}/survey/priorities`

  const first = await visitor.get(address)
  t.equal(first.status, 200)
  t.match(first.body, '0 of 158 texts assigned')
  t.match(first.body, '2 ways to write the same words')
  const list = /<tbody>[\s\S]*<\/tbody>/.exec(first.body)?.[0] ?? ''
  t.notMatch(list, /staff|leadership|North|Core/i, 'neither side nor unit')

  t.equal((await visitor.post(`${address}/lock`, { name: 'Q4 2026' })).status, 303)
  t.match((await visitor.get(address)).body, 'Some texts are still open')

  await visitor.get(address)
  t.equal((await visitor.post(address, fillIn(first.body))).status, 303)
  const done = await visitor.get(address)
  t.match(done.body, '158 of 158 texts assigned')

  const wrong = await visitor.post(`${address}/lock`, { name: 'Q3' })
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'not the name of the check')
  t.match(wrong.body, 'value="Q3"')

  await visitor.get(address)
  const rivals = await Promise.all([1, 2].map(() => visitor.post(`${address}/lock`, { name: 'Q4 2026' })))
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

  await visitor.post(address, fillIn(first.body))
  const locked = await visitor.get(address)
  t.match(locked.body, 'Nothing was changed')
  t.match(locked.body, 'finished and locked')
  t.notMatch(locked.body, 'canteen')
})

room.test('a text of a block can go its own way', async (t, { scope, visitor, database }) => {
  const { checkId } = await aClosedCheck(scope, { named })
  const address = `/app/checks/${checkId}/survey/priorities`
  const page = await visitor.get(address)
  const own = [...page.body.matchAll(/<label for="(text-\w+)">the customers keep</g)][0]?.[1] ?? ''
  await visitor.post(address, { ...fillIn(page.body), [own]: 'none' })
  const rows = await database.db
    .selectFrom('text_assignments')
    .selectAll()
    .where('check_id', '=', checkId)
    .execute()
  t.equal(rows.find((row) => `text-${row.text_key}` === own)?.priority_id, 'none')
  t.equal(rows.length, 6)
  t.notMatch(JSON.stringify(rows), 'customers', 'no text is stored again')

  const again = await visitor.get(address)
  await visitor.post(address, { ...fillIn(again.body), [own]: 'no-such-priority' })
  t.match((await visitor.get(address)).body, 'One decision is left')
})

room.test('nothing to assign is said in words', async (t, { scope, visitor }) => {
  const open = await aClosedCheck(scope, { status: 'open' })
  const few = await aClosedCheck(scope)
  t.match(
    (await visitor.get(`/app/checks/${open.checkId}/survey/priorities`)).body,
    'opened when the check is closed',
  )
  t.match(
    (await visitor.get(`/app/checks/${few.checkId}/survey/priorities`)).body,
    'Not coded: fewer than 10',
  )
})

room.test('another workspace finds nothing, and changes nothing', async (t, { other, visitor, database }) => {
  const { checkId } = await aClosedCheck(other, { named })
  const address = `/app/checks/${checkId}/survey/priorities`
  await visitor.get('/app/organisations')
  t.equal((await visitor.get(address)).status, 404)
  t.equal((await visitor.post(address, {})).status, 404)
  t.equal((await visitor.post(`${address}/lock`, { name: 'Q4 2026' })).status, 404)
  t.equal((await visitor.get('/app/checks/not-an-id/survey/priorities')).status, 404)
  t.equal(
    (await database.db.selectFrom('text_assignments').selectAll().where('check_id', '=', checkId).execute())
      .length,
    0,
  )
})

room.test('five hundred texts come page by page, each page once', async (t, { scope, visitor }) => {
  const many = Array.from({ length: 180 }, (_, at) => staff([`aim ${at}`, `plan ${at}`, `goal ${at}`]))
  const { checkId } = await aClosedCheck(scope, { named: many })
  const address = `/app/checks/${checkId}/survey/priorities`
  t.match((await visitor.get(address)).body, 'about 18 minutes')
  const pages = await Promise.all([1, 2, 11].map((page) => visitor.get(`${address}?page=${page}`)))
  const [first, second, last] = pages.map(({ body }) =>
    [...body.matchAll(/label for="(block-\w+)"/g)].map(([, id]) => id),
  )
  t.same([first?.length, second?.length, last?.length], [50, 50, 40])
  t.notOk(first?.some((id) => second?.includes(id)))
  const saved = await visitor.post(address, fillIn(pages[0]?.body ?? ''))
  t.equal(saved.location, `${address}?page=2`, 'goes on to what is still open')
})

room.run()
