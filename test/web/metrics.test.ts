import t from 'tap'
import { anOwner, aVisitor, signedIn, startApp } from '../support/app.ts'
import { freshDatabase, onEachDatabase } from '../support/database.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

const METRICS_TOKEN = 'a token for the tests'
const headers = { authorization: `Bearer ${METRICS_TOKEN}` }

onEachDatabase(t, 'the figures of the process are for who knows the token', async (t, database) => {
  const running = await startApp(t, database, { env: { METRICS_TOKEN } })
  await anOwner(running)
  const visitor = await signedIn(running)
  await visitor.get('/app/organisations/00000000-0000-4000-8000-000000000001')
  for (const authorization of ['', 'Bearer ', 'Bearer another token', METRICS_TOKEN])
    t.equal((await visitor.get('/metrics', { authorization })).status, 404)
  const { status, body, headers: sent } = await visitor.get('/metrics', headers)
  t.equal(status, 200)
  t.match(sent, { 'content-type': /^text\/plain; version=0\.0\.4/, 'cache-control': 'no-store' })
  for (const line of [
    /^process_cpu_seconds \d+$/m,
    /^process_resident_memory_bytes \d+$/m,
    /^nodejs_eventloop_lag_p99_seconds [\d.]+$/m,
    /^alignment_database_up 1$/m,
    /^alignment_missing_keys 0$/m,
    /^alignment_jobs\{job="close-check",state="waiting"\} 0$/m,
    /^alignment_rooms_request_duration_seconds_count\{method="POST",route="\/app\/sign-in",status="3xx"\} 1$/m,
    /route="\/app\/organisations\/:organisationId",status="4xx"/,
  ])
    t.match(body, line)
  t.notMatch(body, /[0-9a-f]{8}-[0-9a-f]{4}-/, 'no id of anything is in it')
})

onEachDatabase(t, 'who watches the figures cannot tell that an answer came in', async (t, database) => {
  const running = await startApp(t, database, { env: { METRICS_TOKEN } })
  const check = await aSurvey(running, await anOwner(running), { teams: { North: 6 } })
  const visitor = aVisitor(running)
  const before = (await visitor.get('/metrics', headers)).body
  for (const person of check.people) {
    t.equal((await visitor.get(`/i/${check.publicId}`)).status, 200)
    t.equal((await visitor.post(`/i/${check.publicId}/answers`, answersOf(person))).status, 200)
  }
  t.equal((await visitor.get('/metrics', headers)).body, before, 'within the minute nothing moves')
  const series = before.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const outsideRooms = series.filter(
    (line) => !line.startsWith('alignment_rooms_') && !/^alignment_jobs/.test(line),
  )
  t.same(
    outsideRooms.map((line) => line.split(/[ {]/)[0]),
    [
      'process_start_time_seconds',
      'process_cpu_seconds',
      'process_resident_memory_bytes',
      'nodejs_heap_used_bytes',
      'nodejs_eventloop_lag_p99_seconds',
      'alignment_build_info',
      'alignment_database_up',
      'alignment_missing_keys',
    ],
    'whoever adds a figure has to ask what it tells of respondents',
  )
  t.same(
    series.filter((line) => /\/i\/|fds|sockets|handles/.test(line)),
    [],
  )
})

t.test('without a token in the settings there is no such page', async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  t.equal((await aVisitor(running).get('/metrics', headers)).status, 404)
  t.equal((await aVisitor(running).get('/metrics', { authorization: 'Bearer null' })).status, 404)
})
