import t from 'tap'
import { anOwner, aVisitor, signedIn, startApp } from '../../support/app.ts'
import { onEachDatabase } from '../../support/database.ts'
import { aCheckToTrace, aGoal, anInterviewOf } from './trace-room.ts'

t.setTimeout(240_000)

const person = { role: 'Head of sales', team: 'Sales', level: 'executive', name: 'Ada Abara' }

function linkOn(body: string): { path: string; token: string; code: string } {
  const [, path = '', token = ''] = /<code>http:\/\/localhost(\/t\/[\w-]+)#([\w-]+)<\/code>/.exec(body) ?? []
  const code = /<code>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})<\/code>/.exec(body)?.[1] ?? ''
  return { path, token, code }
}

onEachDatabase(t, 'an interviewee answers alone, once, with consent and no cookie', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const id = await anInterviewOf(visitor, scope, { goal, person })
  const address = `/app/checks/${checkId}/goal-trace/interviews/${id}`

  t.match((await visitor.get(`${address}/link`)).body, 'There is no link yet')
  await visitor.post(`${address}/link`, {})
  const old = linkOn((await visitor.get(`${address}/link`)).body)
  await visitor.post(`${address}/link`, {})
  const { path, token, code } = linkOn((await visitor.get(`${address}/link`)).body)
  t.ok(path !== '' && token !== '' && code !== '' && token !== old.token)

  const guest = aVisitor(running)
  const entrance = await guest.get(path)
  t.equal(entrance.status, 200)
  t.match(entrance.headers, { 'cache-control': 'no-store' })
  t.equal(entrance.headers['set-cookie'], undefined)
  t.notMatch(entrance.body, 'Ada Abara', 'before the link is known nobody is named')
  const said = { said: 'Marker of what I know', work: 'Calls', language: 'en', consent: 'yes' }
  const refused = [
    await guest.post(`${path}/form`, {}),
    await guest.post(`${path}/form`, { token: 'not-a-token' }),
    await guest.post(`${path}/form`, { code: 'AAAA-AAAA-AAAA-AAAA' }),
    await guest.post(`${path}/form`, { token: old.token }),
    await guest.post(`${path}/answers`, { ...said, code: old.code }),
    await guest.post('/t/nowhere/form', { token }),
  ]
  t.same(
    refused.map(({ status }) => status),
    [422, 404, 404, 410, 410, 404],
  )
  t.match(refused[3]?.body, 'This link was replaced by a newer one')
  t.match(refused[1]?.body, 'This link or code is not known')

  const form = await guest.post(`${path}/form`, { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` })
  t.equal(form.status, 200)
  t.match(
    form.body,
    'Ada Abara (Head of sales, Sales)',
    'whoever answers is told that it is under their name',
  )
  t.match(form.body, 'reads them')
  const bare = await guest.post(`${path}/answers`, { token, said: '  ', language: 'en' })
  t.equal(bare.status, 422)
  t.match(bare.body, 'Without your consent nothing can be sent')
  const some = await guest.post(`${path}/answers`, { token, said: 'Typed <b>', language: 'en' })
  t.match(some.body, 'Typed &lt;b&gt;', 'what was typed stays')

  const sent = await guest.post(`${path}/answers`, { ...said, token })
  t.equal(sent.status, 200)
  t.match(sent.body, 'Your answers were received')
  const all = [entrance, form, sent, ...refused]
  t.ok(
    all.every(({ headers }) => headers['set-cookie'] === undefined),
    'no cookie anywhere',
  )
  const again = await guest.post(`${path}/answers`, { ...said, said: 'Other words', token })
  t.equal(again.status, 409)
  t.match(again.body, 'These answers were received already')
  t.equal((await guest.post(`${path}/form`, { code })).status, 409)

  const row = await database.db
    .selectFrom('trace_interviews')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  t.match(row, { said: said.said, work: 'Calls', may_quote: false, state: 'sent' })
  t.ok(row.consented_at)
  t.notOk(JSON.stringify(row).includes(token), 'the link itself is stored nowhere')
  const words = await visitor.get(address)
  t.match(words.body, 'These words were sent by the interviewee')
  const fields = { version: '9', screen: 'x', said: 'Changed', work: '', language: 'en' }
  t.equal((await visitor.post(address, fields)).status, 409, 'nobody else changes them')
  await visitor.post(`${address}/link`, {})
  t.match((await visitor.get(`${address}/link`)).body, 'The answers have arrived')
})

onEachDatabase(t, 'words that the interviewer noted are not replaced by a link', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const id = await anInterviewOf(visitor, scope, { goal, person })
  const address = `/app/checks/${checkId}/goal-trace/interviews/${id}`
  await visitor.post(`${address}/link`, {})
  const { path, token } = linkOn((await visitor.get(`${address}/link`)).body)
  const fields = { version: '0', screen: 'x', said: 'Noted', work: '', language: 'en' }
  await visitor.post(address, fields)
  const answer = await aVisitor(running).post(`${path}/answers`, {
    ...{ token, said: 'Mine', language: 'en', consent: 'yes' },
  })
  t.equal(answer.status, 409)
  t.match(answer.body, 'Somebody has noted your answers already')
  t.match(answer.body, 'Mine', 'what was not taken stands there to be copied')
  const opened = await aVisitor(running).post(`${path}/form`, { token })
  t.equal(opened.status, 409, 'nobody is asked for what would be refused')
  t.match(opened.body, 'Somebody has noted your answers already')

  await visitor.post(`${address}/link`, {})
  const late = await aVisitor(running).post(`${path}/answers`, {
    ...{ token, said: 'Too late', work: 'Calls', language: 'en', consent: 'yes' },
  })
  t.equal(late.status, 410)
  t.match(late.body, 'Too late', 'nor is it lost with a link that was replaced')
})

onEachDatabase(t, 'after too many wrong codes no code is looked at any more', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const checkId = await aCheckToTrace(visitor, scope)
  const goal = await aGoal(visitor, checkId)
  const id = await anInterviewOf(visitor, scope, { goal, person })
  const address = `/app/checks/${checkId}/goal-trace/interviews/${id}`
  await visitor.post(`${address}/link`, {})
  const { path, token, code } = linkOn((await visitor.get(`${address}/link`)).body)
  const guest = aVisitor(running)
  for (let tried = 0; tried < 200; tried++) await guest.post(`${path}/form`, { code: 'AAAA-AAAA-AAAA-AAAA' })
  t.equal((await guest.post(`${path}/form`, { code })).status, 200, 'not yet')
  t.equal((await guest.post(`${path}/form`, { code: 'AAAA-AAAA-AAAA-AAAA' })).status, 429)
  t.equal((await guest.post(`${path}/form`, { code })).status, 429, 'the right one neither')
  t.equal((await guest.post(`${path}/form`, { token })).status, 200, 'a whole link always')
})
