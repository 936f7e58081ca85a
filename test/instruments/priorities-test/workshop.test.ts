import t from 'tap'
import {
  findAgreedPriorities,
  listNotThisQuarter,
  loadPriorities,
} from '../../../src/instruments/priorities-test/queries.ts'
import { blankContent, type StepContent } from '../../../src/instruments/priorities-test/workshop/forms.ts'
import { listSteps } from '../../../src/instruments/priorities-test/workshop/queries.ts'
import { suggestAgreed } from '../../../src/instruments/priorities-test/workshop/suggest-agreement.ts'
import { anOwner, signedIn, startApp } from '../../support/app.ts'
import { onEachDatabase } from '../../support/database.ts'
import { allSeal, aPrioritiesTest, codeAll, complete } from '../../support/priorities.ts'
import { aTest } from './test-builder.ts'

const answers = [
  {
    ...complete,
    'P1-1': 'Win merchants',
    'P1-2': 'Halve failures',
    'P4-1-measure': 'New merchants',
    'P4-1-target': '400',
  },
  {
    ...complete,
    'P1-1': 'Open Ireland',
    'P1-2': 'Sell to merchants',
    'P3-1': 'Ireland, for now',
    'P4-1-measure': 'Merchants',
    'P4-1-target': '900',
  },
  {
    ...complete,
    'P1-1': 'Fewer failures',
    'P3-1': 'Ireland altogether',
    'P5-1-team': 'Sales',
    'P5-1-what': 'small merchants',
  },
]

function themeOf(text: string): string | null {
  if (/merchant/i.test(text)) return 'Merchants'
  if (/fail/i.test(text)) return 'Failures'
  return /ireland/i.test(text) ? 'Ireland' : null
}

onEachDatabase(t, 'from opened answers to agreed priorities', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  const { room, checkId, organisationId } = test

  await t.test('before the break and before the freeze there is nothing to see', async (t) => {
    t.match((await visitor.get(`${room}/results`)).body, 'The seal is not broken')
    await allSeal(running, scope, { test, answers })
    await visitor.post(`${room}/break`, { name: 'Q4 2026' })
    t.match((await visitor.get(`${room}/results`)).body, 'not in themes yet')
    const coding = await visitor.get(`/app/checks/${checkId}/coding/priorities`)
    t.notMatch(coding.body, 'aria-current="page"', 'the themes are no part of the survey’s results')
    t.match((await visitor.get(`${room}/workshop`)).body, 'nothing to decide yet')
    t.equal((await visitor.get(`${room}/workshop/live/1`)).status, 404)
    t.same(await loadPriorities(scope, checkId), { version: 1, test: null })
  })

  await codeAll(scope, checkId, themeOf)

  await t.test(
    'the results name no one when not everybody agreed, and both sides of each conflict',
    async (t) => {
      const { body } = await visitor.get(`${room}/results`)
      t.match(body, 'These 3 executives name 3 priorities')
      t.match(body, 'Executive A')
      t.equal(body.split('Leader 1').length, 2, 'a name stands once, in the list for the consultant')
      t.match(body, '“Ireland altogether”')
      t.match(body, '“Open Ireland”')
      t.match(body, /Ireland: one executive names it, as priority 1; one stands against it/)
      t.match(body, 'one measure, different targets')
      t.match(body, 'One coder')
      const coded = (await loadPriorities(scope, checkId))?.test
      t.same([coded?.invited, coded?.executives.length, coded?.coders.count], [3, 3, 1])
    },
  )

  await t.test('the sheet has each decision without names', async (t) => {
    const { body } = await visitor.get(`${room}/workshop`)
    t.match(body, 'Do we do this, or not?')
    t.match(body, '“Ireland altogether”')
    t.notMatch(body, /Executive [ABC]/)
  })

  await t.test('two consultants do not overwrite each other without knowing', async (t) => {
    const live = `${room}/workshop/live`
    const first = await visitor.get(`${live}/1`)
    t.match(first.body, 'name="revision" value="0"')
    const decided = { outcome: 'not-now', text: 'Ireland after summer', owner: '', measure: '', go: 'next' }
    const turned = await visitor.post(`${live}/1`, { ...decided, revision: '0' })
    t.equal(turned.location, `${live}/2`)
    const late = await visitor.post(`${live}/1`, { ...decided, revision: '0', text: 'Ireland now' })
    t.equal(late.status, 409)
    t.match(late.body, 'Ireland after summer', 'theirs is shown')
    t.match(late.body, 'value="Ireland now"', 'and mine is kept in the field')
    t.match(late.body, 'name="revision" value="1"')
    const script = { accept: 'application/json' }
    t.equal((await visitor.post(`${live}/1`, { ...decided, revision: '0' }, script)).status, 409)
    t.same(JSON.parse((await visitor.post(`${live}/1`, { ...decided, revision: '1' }, script)).body), {
      revision: 2,
    })
  })

  await t.test(
    'it ends in at most three priorities with owner and measure, and a list of what waits',
    async (t) => {
      const live = `${room}/workshop/live`
      let [agreedAt, page] = [0, await visitor.get(`${live}/1`)]
      while (agreedAt < 6 && !page.body.includes('name="text-1"')) {
        agreedAt += 1
        page = await visitor.get(`${live}/${agreedAt}`)
      }
      const rows = {
        'text-1': 'Win 400 merchants',
        'owner-1': 'Chief commercial officer',
        'measure-1': '400 signed',
        'text-2': 'Halve failures',
      }
      await visitor.post(`${live}/${agreedAt}`, { ...rows, revision: '0', go: 'next' })
      const last = await visitor.get(`${live}/${agreedAt + 1}`)
      t.match(last.body, 'value="Ireland after summer"', 'what was put off is offered')
      const pick = /name="pick" value="([^"]+)"/.exec(last.body)?.[1] ?? ''
      const off = { 'line-1': 'Ireland after summer', pick, go: 'finish' }
      const refused = await visitor.post(`${live}/${agreedAt + 1}`, { ...off, revision: '0' })
      t.equal(refused.location, `${live}/${agreedAt}`, 'an owner is missing')
      t.same(await findAgreedPriorities(scope, checkId), [])
      await visitor.post(`${live}/${agreedAt}`, {
        ...rows,
        'owner-2': 'Head of platform',
        'measure-2': 'under 1 %',
        revision: '1',
        go: 'next',
      })
      const done = await visitor.post(`${live}/${agreedAt + 1}`, { ...off, revision: '1' })
      t.equal(done.location, `${room}/workshop`)
      t.match(await findAgreedPriorities(scope, checkId), [
        { place: 1, text: 'Win 400 merchants', owner: 'Chief commercial officer', measure: '400 signed' },
        { place: 2, text: 'Halve failures', owner: 'Head of platform' },
      ])
      const put = await listNotThisQuarter(scope, checkId)
      t.same([put.length, put[0]?.text, put[1]?.statement], [2, 'Ireland after summer', pick])
      const sheet = (await visitor.get(`${room}/workshop`)).body
      t.match(sheet, 'Chief commercial officer')
      t.match(sheet, '<dd>Not this quarter: Ireland after summer</dd>', 'what was decided stands beside it')
      const results = (await visitor.get(`${room}/results`)).body
      t.match(results, 'One decision is open for the workshop', 'of two, one was taken')
      t.match(results, '1. Win 400 merchants')
      t.match(results, '<li>Ireland after summer</li>')
      t.same((await loadPriorities(scope, checkId))?.workshop?.agreed.length, 2)
      t.equal((await listSteps(scope, checkId)).size > 2, true)
    },
  )

  await t.test('a draft check asks for exactly these, and the next check suggests them', async (t) => {
    const check = await database.db
      .selectFrom('checks')
      .select('priorities')
      .where('id', '=', checkId)
      .executeTakeFirstOrThrow()
    t.same(check.priorities, [
      { id: 'p1', text: 'Win 400 merchants' },
      { id: 'p2', text: 'Halve failures' },
    ])
    const next = await visitor.get(`/app/organisations/${organisationId}/checks/new`)
    t.match(next.body, 'Win 400 merchants')
  })

  await t.test('what the other desk decided, ticked or emptied is shown, too', async (t) => {
    const live = `${room}/workshop/live`
    const fields = { text: '', owner: '', measure: '', go: 'stay' }
    const revisionOf = async (at: number) =>
      /name="revision" value="(\d+)"/.exec((await visitor.get(`${live}/${at}`)).body)?.[1] ?? ''
    const seen = await revisionOf(1)
    await visitor.post(`${live}/1`, { ...fields, outcome: 'priority', revision: seen })
    const late = await visitor.post(`${live}/1`, { ...fields, outcome: 'open', revision: seen })
    t.match(late.body, '<li>It is one of our priorities</li>', 'an outcome without words')
    const pick = /name="pick" value="([^"]+)"[^>]*> ([^<]+)</.exec((await visitor.get(`${live}/4`)).body)
    const ticked = await revisionOf(4)
    await visitor.post(`${live}/4`, { go: 'stay', pick: pick?.[1] ?? '', revision: ticked })
    const unticked = await visitor.post(`${live}/4`, { go: 'stay', revision: ticked })
    t.match(unticked.body, `<li>${pick?.[2]}</li>`, 'a tick by its label')
    const emptied = await revisionOf(4)
    await visitor.post(`${live}/4`, { go: 'stay', revision: emptied })
    const after = await visitor.post(`${live}/4`, { go: 'stay', 'line-1': 'Later', revision: emptied })
    t.match(after.body, 'They emptied it.')
  })
})

t.test('each theme is suggested once, in the words of its decision', async (t) => {
  const test = aTest([
    { P1: [{ theme: 'a' }, { theme: 'b' }] },
    { P1: [{ theme: 'c' }, { theme: 'd' }], P3: [{ theme: 'a' }] },
  ])
  const kept = (content: Partial<StepContent>) => ({ revision: 1, content: { ...blankContent, ...content } })
  const decided = new Map([
    ['conflict:a', kept({ outcome: 'priority', text: 'A in our words', owner: 'Ada' })],
    ['choose', kept({ picks: ['a', 'b', 'c'] })],
  ])
  t.same(
    suggestAgreed(test, decided).map(({ text, owner }) => [text, owner]),
    [
      ['A in our words', 'Ada'],
      ['Theme b', ''],
      ['Theme c', ''],
    ],
  )
})

onEachDatabase(t, 'at most three are ticked', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  const named = ['One', 'Two', 'Three', 'Four']
  const given = named
    .slice(0, 3)
    .map((one, at) => ({ ...complete, 'P1-1': one, 'P1-2': named[at + 1] ?? '' }))
  await allSeal(running, scope, { test, answers: given })
  await visitor.post(`${test.room}/break`, { name: 'Q4 2026' })
  await codeAll(scope, test.checkId, (text) => (named.includes(text) ? text : null))
  const live = `${test.room}/workshop/live/1`
  const { body } = await visitor.get(live)
  const pick = [...body.matchAll(/name="pick" value="([^"]+)"/g)].map(([, id]) => id ?? '')
  t.equal(pick.length, 4)
  const form = { go: 'next', pick, revision: '0' }
  const refused = await visitor.post(live, form)
  t.equal(refused.status, 422)
  t.match(refused.body, 'At most three come first')
  t.equal(refused.body.split(' checked').length, 5, 'nothing is unticked')
  t.notMatch(refused.body, 'Somebody else has written here since')
  t.equal((await visitor.post(live, form, { accept: 'application/json' })).status, 422)
  t.equal((await visitor.post(live, { ...form, pick: pick.slice(0, 3) })).status, 303)
})

onEachDatabase(t, 'a test of people whose answers say nothing', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const test = await aPrioritiesTest({ visitor, scope })
  await allSeal(running, scope, { test, answers: [complete, complete, complete] })
  await visitor.post(`${test.room}/break`, { name: 'Q4 2026' })
  await codeAll(scope, test.checkId, () => null)
  t.match((await visitor.get(`${test.room}/results`)).body, 'There is nothing to compare')
  t.equal((await visitor.get(`${test.room}/workshop`)).status, 200)
  t.equal((await visitor.get(`/app/checks/${test.checkId}`)).status, 200)
})
