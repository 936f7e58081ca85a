import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { listDueChecks } from '../../src/collection/close-queries.ts'
import { closingOfAll } from '../../src/database/scope.ts'
import { loadExample } from '../../src/example/load-example.ts'
import { findExample } from '../../src/example/queries.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { findSurveyCheck } from '../../src/instruments/clarity-survey/results/queries.ts'
import { anOwner, eventually, signedIn, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'

onEachDatabase(
  t,
  'one click makes an organisation with two closed rounds, and only one',
  async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const visitor = await signedIn(running)
    await visitor.get('/app/example')
    await Promise.all([visitor.post('/app/example', {}), visitor.post('/app/example', {})])
    await eventually(async () => (await findExample(scope))?.isReady === true)

    const example = await findExample(scope)
    const landed = await visitor.get('/app/example')
    t.equal(landed.location, `/app/organisations/${example?.id}`)
    const { db } = database
    t.equal((await db.selectFrom('organisations').select('id').execute()).length, 1)
    t.equal((await db.selectFrom('people').select('id').execute()).length, 180)
    t.equal((await db.selectFrom('teams').select('id').execute()).length, 9)

    const checks = await db.selectFrom('checks').select(['id', 'status']).orderBy('opened_at').execute()
    t.same(
      checks.map(({ status }) => status),
      ['closed', 'closed'],
    )
    const newest = await findSurveyCheck(scope, checks[1]?.id ?? '')
    t.equal(newest?.table?.participation.invited, 180)
    t.ok(newest?.recall, 'what people named is counted')
    t.match(newest?.table?.items.at(-1), { code: 'X1', own: { pillar: 'cultural' } })
    t.equal((await findSurveyCheck(scope, checks[0]?.id ?? ''))?.table?.items.length, 20)
    await eventually(async () => (await db.selectFrom('findings').select('target').execute()).length >= 6)
    const states = await db.selectFrom('findings').select('state').execute()
    t.ok(
      states.every(({ state }) => state === 'accepted'),
      'the findings are read',
    )
    const accepted = await db
      .selectFrom('findings')
      .select('target')
      .where('check_id', '=', checks[1]?.id ?? '')
      .execute()
    t.ok(
      accepted.some(({ target }) => target === 'translation-gap'),
      'a goal that was changed on its way is found',
    )
    const trace = await visitor.get(`/app/checks/${checks[1]?.id}/goal-trace/results`)
    t.match(trace.body, 'breaks between Commercial (head) and Marketing and brand (manager)')
    const overview = await visitor.get(`/app/checks/${checks[1]?.id}`)
    t.match(overview.body, '1 goal, 10 of 10 interviews marked')
    t.match(
      overview.body,
      `${newest?.table?.participation.answered} of 180`,
      'the closed round says how many answered',
    )
    t.notMatch(overview.body, 'Waits for a mail server', 'and no longer waits for anything')
    t.equal((await db.selectFrom('responses').select('id').execute()).length, 0, 'no answer is left')
    t.equal((await db.selectFrom('invitations').select('id').execute()).length, 0)
  },
)

onEachDatabase(t, 'what an interrupted attempt left is replaced', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  await running.deps.jobs.stop()
  const failing = {
    ...running.deps,
    keys: {
      ...running.deps.keys,
      secret: () => {
        throw new Error('the process ends here')
      },
    },
  }
  await t.rejects(loadExample(failing, scope))
  t.ok(await findExample(scope), 'half of it is there')
  await loadExample(running.deps, scope)
  t.equal((await database.db.selectFrom('organisations').select('id').execute()).length, 1)
  t.equal((await findExample(scope))?.isReady, true)
})

onEachDatabase(t, 'what closes overdue checks meanwhile finds none of it', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  await running.deps.jobs.stop()
  let isLoading = true
  const loading = loadExample(running.deps, scope).finally(() => {
    isLoading = false
  })
  // Each minute falls into the middle of it.
  const closing = (async () => {
    while (isLoading) {
      for (const due of await listDueChecks(closingOfAll(database.db), running.deps.now()))
        await closeSurvey(running.deps, due)
      await pause(5)
    }
  })()
  await Promise.all([loading, closing])
  t.equal((await findExample(scope))?.isReady, true)
  const days = await database.db.selectFrom('checks').select(['closes_at', 'closed_at']).execute()
  t.ok(
    days.every(({ closed_at }) => Number(closed_at) < Number(running.deps.now())),
    'its rounds are over',
  )
  t.ok(days.every(({ closes_at, closed_at }) => Number(closes_at) < Number(closed_at)))
})
