import t from 'tap'
import { inRooms } from '../../support/rooms.ts'
import { aCheckToTrace, aGoal, anInterviewOf, goalFields, hiddenIn, kept, mark, say } from './trace-room.ts'

t.setTimeout(240_000)
const rooms = inRooms(t)

const top = { role: 'Chief executive', team: 'Board', level: 'executive', name: 'Ada Abara', isSource: 'yes' }
const head = { role: 'Head of sales', team: 'Sales', level: 'head' }
const maker = { role: 'Account manager', team: 'Sales', level: 'individual' }

rooms.test('a goal is stated, followed, noted, marked and read', async (t, { visitor, scope }) => {
  const checkId = await aCheckToTrace(visitor, scope)
  const home = `/app/checks/${checkId}/goal-trace`
  t.match((await visitor.get(home)).body, 'No goal is traced yet')
  t.match((await visitor.get(`${home}/goals/new?from=p1`)).body, 'value="Win back lapsed customers"')
  const wrong = await visitor.post(`${home}/goals/new`, {
    name: 'Only a name',
    horizon: 'quarter',
    why: 'kept <b>typed</b>',
  })
  t.equal(wrong.status, 422)
  t.match(wrong.body, 'Write down at least one of')
  t.match(wrong.body, 'kept &lt;b&gt;typed&lt;/b&gt;', 'nothing typed is lost')

  const goal = await aGoal(visitor, checkId)
  const a = await anInterviewOf(visitor, scope, { goal, person: top })
  const b = await anInterviewOf(visitor, scope, { goal, person: { ...head, reportsTo: a } })
  const c = await anInterviewOf(visitor, scope, { goal, person: { ...maker, reportsTo: b } })
  const form = await visitor.get(`${goal}/interviews/new?below=${b}`)
  t.match(form.body, `value="${b}" selected`, 'whoever is added below somebody reports to them')
  const more = { ...maker, role: 'Second manager', name: '', reportsTo: b, next: 'more' }
  const another = await visitor.post(`${goal}/interviews/new`, more)
  t.equal(another.location, `${goal}/interviews/new?below=${b}`, 'one after another')
  const extra = await scope.db
    .selectFrom('trace_interviews')
    .select('id')
    .where('role', '=', more.role)
    .executeTakeFirstOrThrow()
  await visitor.post(`${home}/interviews/${extra.id}/remove`, { name: more.role })
  const chain = await visitor.get(goal)
  t.match(chain.body, 'Ada Abara')
  t.match(chain.body, 'Interview Chief executive, Board', 'what comes next')

  const at = (id: string) => `${home}/interviews/${id}`
  await say(visitor, at(a), { said: 'Win 400 mid-sized merchants by the end of 2027.', mayQuote: 'yes' })
  await say(visitor, at(b), { said: 'Get about 400 merchants, I think.', mayQuote: 'yes' })
  await say(visitor, at(c), {
    said: 'Close the big accounts first.',
    work: 'Calling big accounts',
    mayQuote: 'yes',
  })
  const page = await visitor.get(`${at(b)}/marks`)
  t.match(page.body, 'The words speak for')
  t.match(page.body, 'The number is there, but only as about so much: 400')
  t.notMatch(page.body, / checked><label for="field-mark-measure-[0-3]"/, 'a suggestion never decides')
  await mark(visitor, at(a), { ...kept, connection: 'stated' })
  await mark(visitor, at(b), {
    ...kept,
    'mark-measure': 'fuzzy',
    'mark-deadline': 'missing',
    connection: 'stated',
  })
  await mark(visitor, at(c), {
    ...{ 'mark-outcome': 'changed', 'mark-measure': 'missing', 'mark-deadline': 'missing' },
    connection: 'other',
  })
  const stored = await scope.db
    .selectFrom('trace_interviews')
    .select(['marks', 'suggested'])
    .where('id', '=', b)
    .executeTakeFirstOrThrow()
  t.match(stored.marks, { measure: 'fuzzy' })
  t.ok((stored.suggested as unknown as unknown[]).length > 0, 'what was suggested is kept beside it')

  t.match((await visitor.get(goal)).body, 'Marks of Account manager, Sales are kept.')
  const results = await visitor.get(`${home}/results`)
  t.equal(results.status, 200)
  t.match(results.body, 'breaks between the top and Head (one interview)')
  t.match(results.body, '1½ of 3')
  t.match(results.body, 'Among individuals fewer than half')
  t.match(results.body, 'Get about 400 merchants, I think.')
  for (const name of ['Ada Abara', 'Head of sales', 'Account manager'])
    t.notMatch(results.body, name, 'results show level and team')
  t.match((await visitor.get(`/app/checks/${checkId}`)).body, '1 goal, 3 of 3 interviews marked')
})

rooms.test(
  'two who type at once are told, and nothing is overwritten unseen',
  async (t, { visitor, scope }) => {
    const checkId = await aCheckToTrace(visitor, scope)
    const goal = await aGoal(visitor, checkId)
    const id = await anInterviewOf(visitor, scope, { goal, person: top })
    const address = `/app/checks/${checkId}/goal-trace/interviews/${id}`
    const mine = hiddenIn((await visitor.get(address)).body)
    const theirs = hiddenIn((await visitor.get(address)).body)
    t.not(mine.screen, theirs.screen)
    const json = { accept: 'application/json' }
    const save = (from: typeof mine, said: string) =>
      visitor.post(
        address,
        { version: from.version, screen: from.screen, said, work: '', language: 'en' },
        json,
      )

    const first = await save(mine, 'First')
    t.same(JSON.parse(first.body), { outcome: 'saved', version: 1 })
    t.equal((await save(mine, 'First and more')).status, 200, 'a screen whose answer was lost saves again')
    const second = await save(theirs, 'Second')
    t.equal(second.status, 409)
    t.match(JSON.parse(second.body), { outcome: 'changed', version: 2, said: 'First and more' })

    const fields = { version: theirs.version, screen: theirs.screen, work: '', language: 'en' }
    const plain = await visitor.post(address, { ...fields, said: 'Second <i>' })
    t.equal(plain.status, 409)
    t.match(plain.body, 'Somebody else has saved in the meantime')
    t.match(plain.body, 'First and more')
    t.match(plain.body, 'Second &lt;i&gt;')
    const decided = hiddenIn(plain.body)
    t.equal((await visitor.post(address, { ...fields, version: decided.version, said: 'Both' })).status, 303)
    const long = await visitor.post(address, { ...fields, version: '1', said: 'x'.repeat(8001) })
    t.equal(long.status, 422)
    t.equal(hiddenIn(long.body).version, '1', 'what was seen is not taken for what is kept by now')

    const marks = hiddenIn((await visitor.get(`${address}/marks`)).body)
    await say(visitor, address, { said: 'Both, and later' })
    const late = await visitor.post(`${address}/marks`, { ...marks, ...kept })
    t.equal(late.status, 409)
    t.match(late.body, 'Both, and later', 'marks of words that changed are looked at again')
  },
)

rooms.test('a loop, a gap and a chain that goes up are refused by name', async (t, { visitor, scope }) => {
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const a = await anInterviewOf(visitor, scope, { goal, person: top })
  const b = await anInterviewOf(visitor, scope, { goal, person: { ...head, reportsTo: a } })
  const c = await anInterviewOf(visitor, scope, {
    goal,
    person: { ...maker, level: 'manager', reportsTo: b },
  })
  const at = (id: string) => `/app/checks/${checkId}/goal-trace/interviews/${id}`

  const loop = await visitor.post(`${at(b)}/edit`, { ...head, reportsTo: c })
  t.equal(loop.status, 422)
  t.match(loop.body, 'Head of sales (Sales) reports, over others, to themselves.')
  const gap = await visitor.post(`${goal}/interviews/new`, {
    ...maker,
    reportsTo: '00000000-0000-4000-8000-000000000000',
  })
  t.equal(gap.status, 422)
  t.match(gap.body, 'reports to somebody whose interview is not in the chain')
  const up = await visitor.post(`${goal}/interviews/new`, { ...top, role: 'Chair', reportsTo: c })
  t.match(up.body, 'Chair (Board) cannot report to Account manager')
  const between = await visitor.post(`${at(b)}/remove`, { name: head.role })
  t.equal(between.status, 422, 'somebody in the middle is not taken out')
  t.match(between.body, 'Account manager (Sales) reports to somebody whose interview is not in the chain')
  t.equal((await visitor.post(`${at(c)}/remove`, { name: 'No' })).status, 422)
  t.equal((await visitor.post(`${at(c)}/remove`, { name: maker.role })).status, 303)

  await anInterviewOf(visitor, scope, { goal, person: { ...maker, role: 'Late' } })
  t.match((await visitor.get(goal)).body, 'Late (Sales) hangs in the air', 'who waits for a place is named')
  t.equal((await visitor.post(`${goal}/remove`, { name: goalFields.name })).status, 303)
  t.equal((await visitor.get(goal)).status, 404)
})

rooms.test('a chain is taken as a whole, from lines, or not at all', async (t, { visitor, scope }) => {
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const many = `${goal}/interviews/many`
  t.equal((await visitor.get(many)).status, 200)
  const lines = [
    'Executive; Chief; Board',
    'head\tHead of sales\tSales\tchief',
    '',
    'Individual; Caller; Sales; Head of sales',
  ]
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /Write at least one line/],
    [`${lines[0]}\nBoss; A; B`, /Line 2: “Boss” is not one of the levels/],
    [`${lines[0]}\nHead; A`, /Line 2: A level, a role and a team are needed/],
    [`${lines[0]}\nHead; A; B; <i>Nobody`, /Line 2: Nobody in the lines above .*&lt;i&gt;Nobody/],
    [`${lines[0]}\nExecutive; Second; Board; Chief`, /Second \(Board\) cannot report to Chief/],
    [
      Array.from({ length: 41 }, (_, at) => `Executive; Role ${at}; Board`).join('\n'),
      /A goal can have 40 interviews/,
    ],
  ]
  for (const [people, told] of wrong) {
    const answer = await visitor.post(many, { people })
    t.equal(answer.status, 422)
    t.match(answer.body, told)
  }
  const kept = () =>
    scope.db
      .selectFrom('trace_interviews')
      .select('role')
      .where('goal_id', '=', goal.split('/').at(-1) ?? '')
      .orderBy('position')
      .execute()
  t.same(await kept(), [], 'nothing of it was added')
  t.equal((await visitor.post(many, { people: lines.join('\r\n') })).status, 303)
  t.same(
    (await kept()).map(({ role }) => role),
    ['Chief', 'Head of sales', 'Caller'],
  )
  t.match((await visitor.get(goal)).body, '3 people are in the chain')
  t.equal((await visitor.post(many, { people: 'Manager; Shift lead; Depot; Head of sales' })).status, 303)
  t.equal((await kept()).length, 4)
})

rooms.test('a goal takes forty interviews, in any tree, and no more', async (t, { visitor, scope }) => {
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const a = await anInterviewOf(visitor, scope, { goal, person: top })
  for (let at = 1; at < 40; at++) {
    const person = { role: `Role ${at}`, team: `Team ${at % 7}`, level: 'individual', reportsTo: a }
    const answer = await visitor.post(`${goal}/interviews/new`, { name: '', ...person })
    t.equal(answer.status, 303)
  }
  const more = await visitor.post(`${goal}/interviews/new`, { ...maker, reportsTo: a })
  t.equal(more.status, 422)
  t.match(more.body, 'A goal can have 40 interviews; there are 41.')
  const home = `/app/checks/${checkId}/goal-trace`
  await say(visitor, `${home}/interviews/${a}`, { said: 'All of it' })
  await mark(visitor, `${home}/interviews/${a}`, kept)
  const results = await visitor.get(`${home}/results`)
  t.equal(results.status, 200)
  t.equal(results.body.match(/<circle/g)?.length, 40)
})

rooms.test('markup that somebody types is shown as it was typed', async (t, { visitor, scope }) => {
  const checkId = await aCheckToTrace(visitor, scope)
  const evil = '<img src=x onerror=alert(1)>'
  const goal = await aGoal(visitor, checkId, { name: evil, outcome: `{evil} ${evil}` })
  const person = { role: evil, team: evil, level: 'executive', name: evil }
  const id = await anInterviewOf(visitor, scope, { goal, person })
  const home = `/app/checks/${checkId}/goal-trace`
  const address = `${home}/interviews/${id}`
  await say(visitor, address, { said: `${evil} {x}`, work: evil, mayQuote: 'yes' })
  await mark(visitor, address, { ...kept, 'mark-outcome': 'changed' })
  await visitor.post(`${address}/link`, {})
  const pages = [home, goal, `${goal}/edit`, `${goal}/form`, address, `${address}/edit`, `${address}/marks`]
  for (const page of [...pages, `${address}/link`, `${address}/form`, `${home}/results`]) {
    const answer = await visitor.get(page)
    t.equal(answer.status, 200, page)
    t.notMatch(answer.body, '<img', page)
  }
})

rooms.test('what belongs to another workspace is not found', async (t, { visitor, scope, other }) => {
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const id = await anInterviewOf(visitor, scope, { goal, person: top })
  const home = `/app/checks/${checkId}/goal-trace`
  const addresses = [
    goal,
    `${goal}/edit`,
    `${goal}/form`,
    `${goal}/interviews/new`,
    `${home}/interviews/${id}`,
  ]
  const all = [
    ...addresses,
    `${home}/interviews/${id}/marks`,
    `${home}/interviews/${id}/link`,
    `${home}/results`,
    home,
  ]
  await scope.db
    .updateTable('organisations')
    .set({ name: 'Theirs' })
    .where('workspace_id', '=', scope.workspaceId)
    .execute()
  await scope.db
    .updateTable('memberships')
    .set({ workspace_id: other.workspaceId })
    .where('workspace_id', '=', scope.workspaceId)
    .execute()
  for (const address of all) t.equal((await visitor.get(address)).status, 404, address)
  for (const address of [
    `${goal}/edit`,
    `${goal}/remove`,
    `${home}/interviews/${id}`,
    `${home}/interviews/${id}/link`,
  ])
    t.equal((await visitor.post(address, goalFields)).status, 404, address)
  await scope.db
    .updateTable('memberships')
    .set({ workspace_id: scope.workspaceId })
    .where('account_id', '=', scope.accountId)
    .execute()
  t.equal((await visitor.get(`${home}/goals/not-an-id`)).status, 404)
  const elsewhere = await aCheckToTrace(visitor, scope)
  t.equal(
    (await visitor.get(goal.replace(checkId, elsewhere))).status,
    404,
    'nor what belongs to another check',
  )
})

rooms.run()
