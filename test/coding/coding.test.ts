import t from 'tap'
import { beginCoding } from '../../src/coding/queries.ts'
import type { Scope } from '../../src/database/scope.ts'
import { codeAll, revisionIn, rowsIn, step, themesIn } from '../support/coding.ts'
import { aClosedCheck } from '../support/released.ts'
import { inRooms } from '../support/rooms.ts'

const now = new Date('2026-11-20T12:00:00Z')
const random = { bytes: (count: number) => Buffer.alloc(count, 1) }
const statements = {
  a: ['P1', 'Grow in the mid-market'],
  b: ['P1', 'Win more mid-market customers'],
  c: ['P3', 'Cut hosting costs'],
  d: ['P5', '<script>alert("x")</script> & "quotes"'],
} as const

async function aCoding(scope: Scope): Promise<string> {
  const { checkId } = await aClosedCheck(scope)
  const texts = Object.entries(statements).map(([id, [question, text]]) => ({ id, question, text }))
  await beginCoding(scope, { checkId, subject: 'priorities', texts, languages: ['en'], now, random })
  return `/app/checks/${checkId}/coding/priorities`
}

const room = inRooms(t)

room.test(
  'themes are made, merged, split, renamed and undone with plain forms',
  async (t, { scope, visitor }) => {
    const address = await aCoding(scope)
    const all = `${address}?show=all`
    const first = await visitor.get(address)
    t.match(first.body, 'Shared words: ', 'suggestions say what they rest on')
    t.match(first.body, 'value="Grow in the mid-market"', 'a name is there already')
    t.match(first.body, 'To stop if capacity gets tight')
    t.match(first.body, '&lt;script&gt;', 'a text is a text')
    t.notMatch(first.body, '<script>alert')

    t.equal(
      (await step(visitor, address, { act: 'accept', suggestion: '0', texts: ['a', 'b'], name: 'Growth' }))
        .status,
      303,
    )
    t.equal((await step(visitor, address, { act: 'add', texts: ['c'], name: 'Costs' })).status, 303)
    const made = themesIn(await visitor.get(all))
    const [growth = '', costs = ''] = [made.Growth, made.Costs]
    t.ok(growth && costs)
    t.match((await visitor.get(all)).body, '3 of 4 statements coded')

    await step(visitor, address, { act: 'merge', theme: costs, into: growth })
    t.same(Object.keys(themesIn(await visitor.get(all))), ['Growth'])
    await step(visitor, address, { act: 'undo' })
    t.same(themesIn(await visitor.get(all)), made, 'the merge is undone with everything it moved')
    t.equal(rowsIn(await visitor.get(`${address}?show=${costs}`)).length, 1)

    await step(visitor, address, { act: 'split', from: growth, texts: ['b'], name: 'Customers' })
    await step(visitor, address, { act: 'rename', theme: costs, name: 'Lower costs' })
    t.same(Object.keys(themesIn(await visitor.get(all))), ['Growth', 'Lower costs', 'Customers'])
    for (let at = 0; at < 4; at++) await step(visitor, address, { act: 'undo' })
    t.match((await visitor.get(all)).body, '0 of 4 statements coded')
    const nothing = await step(visitor, address, { act: 'undo' })
    t.equal(nothing.status, 422)
    t.match(nothing.body, 'nothing to undo')
  },
)

room.test('what cannot be taken keeps what was typed and ticked', async (t, { scope, visitor }) => {
  const address = await aCoding(scope)
  const unnamed = await step(visitor, address, { act: 'add', texts: ['a', 'd'], name: ' ' })
  t.equal(unnamed.status, 422)
  t.match(unnamed.body, 'A theme needs a name')
  t.match(unnamed.body, /id="text-a"[^>]* checked/)
  t.notMatch(unnamed.body, /id="text-c"[^>]* checked/)
  const unchosen = await step(visitor, address, { act: 'assign', texts: ['a'] })
  t.match(unchosen.body, 'Choose a theme')
  await step(visitor, address, { act: 'add', name: 'Growth' })
  const taken = await step(visitor, address, { act: 'accept', suggestion: '0', texts: ['a'], name: 'growth' })
  t.match(taken.body, 'Another theme has this name')
  t.match(taken.body, 'value="growth"')
  t.equal(
    (await step(visitor, address, { act: 'accept', suggestion: '99', texts: ['a'], name: 'x' })).status,
    422,
  )
  t.equal((await step(visitor, address, { act: 'nonsense', revision: 'x' })).status, 422)
})

room.test(
  'a tab that is behind is shown how it stands, with what it tried',
  async (t, { scope, visitor }) => {
    const address = await aCoding(scope)
    const revision = revisionIn(await visitor.get(address))
    await visitor.post(address, { revision, act: 'add', texts: ['a'], name: 'Growth' })
    const behind = await visitor.post(address, { revision, act: 'add', texts: ['a', 'c'], name: 'Costs' })
    t.equal(behind.status, 409)
    t.match(behind.body, 'gone on in another window')
    t.match(behind.body, 'value="Costs"')
    t.match(behind.body, /id="text-a"[^>]* checked/, 'even what the view no longer shows')
    t.match(behind.body, '1 of 4 statements coded')
    const again = await visitor.post(address, {
      revision: revisionIn(behind),
      act: 'add',
      texts: ['a', 'c'],
      name: 'Costs',
    })
    t.equal(again.status, 303)
    t.match((await visitor.get(address)).body, '2 of 4 statements coded')
  },
)

room.test(
  'nothing is frozen while a text is uncoded, nor under a wrong name',
  async (t, { scope, visitor, database }) => {
    const address = await aCoding(scope)
    await step(visitor, address, { act: 'add', texts: ['a', 'b', 'c'], name: 'Growth' })
    t.match((await visitor.get(`${address}/freeze`)).body, 'One text is not coded yet')
    const early = await visitor.post(`${address}/freeze`, {
      revision: revisionIn(await visitor.get(address)),
      name: 'Q4 2026',
    })
    t.equal(early.location, address)
    await visitor.get(address)
    await step(visitor, address, { act: 'none', texts: ['d'] })
    const revision = revisionIn(await visitor.get(`${address}/freeze`))
    t.equal((await visitor.post(`${address}/freeze`, { revision, name: 'q4' })).status, 422)
    t.equal((await visitor.post(`${address}/freeze`, { revision: '0', name: 'Q4 2026' })).location, address)
    t.match((await visitor.get(address)).body, 'so nothing was frozen')
    const done = await visitor.post(`${address}/freeze`, { revision, name: 'Q4 2026' })
    t.match(done.location, '/priorities-test')
    const audited = await database.db
      .selectFrom('audit_log')
      .select('act')
      .where('act', '=', 'coding-frozen')
      .execute()
    t.ok(audited.length > 0)
    t.equal((await visitor.get(`${address}/freeze`)).status, 303)
    await visitor.get(address)
    t.equal((await step(visitor, address, { act: 'undo' })).status, 422, 'not even by undo')
  },
)

room.test(
  'a second coder sees neither codes nor suggestions, and two are measured',
  async (t, { scope, visitor }) => {
    const address = await aCoding(scope)
    const second = `${address}/second`
    await step(visitor, address, { act: 'add', texts: ['a', 'b'], name: 'Growth' })
    await step(visitor, address, { act: 'add', texts: ['c'], name: 'Costs' })
    t.match((await visitor.get(second)).body, 'has to be another person')
    const mine = `${second}?handedOver=yes`
    const blind = await visitor.get(mine)
    t.notMatch(blind.body, 'Shared words')
    t.notMatch(blind.body, /<b>(Growth|Costs)<\/b>/)
    t.match(blind.body, '0 of 4 statements coded')
    for (const fields of [
      { act: 'add', name: 'Mine' },
      { act: 'rename', theme: 'x', name: 'y' },
      { act: 'finish' },
    ])
      t.equal((await step(visitor, mine, fields)).status, 422)

    const themes = themesIn(blind)
    await step(visitor, mine, { act: 'assign', theme: themes.Growth ?? '', texts: ['a', 'c'] })
    await step(visitor, mine, { act: 'assign', theme: themes.Costs ?? '', texts: ['b', 'd'] })
    t.match((await visitor.get(address)).body, 'The second coder has coded 4 of 4')
    t.match((await visitor.get(address)).body, 'One coder', 'they count once they are done')
    t.match((await step(visitor, mine, { act: 'finish' })).body, 'first coder has not coded everything')
    await step(visitor, address, { act: 'none', texts: ['d'] })
    t.equal((await step(visitor, mine, { act: 'finish' })).status, 303)

    const compared = await visitor.get(`${address}?show=differences`)
    t.match(compared.body, 'The two coders disagree too much')
    t.match(compared.body, 'the same code for 1 of 4 texts')
    t.match(compared.body, 'worked on the account of the first')
    t.same(
      rowsIn(compared)
        .map(({ id }) => id)
        .toSorted(),
      ['b', 'c', 'd'],
    )
    t.match(compared.body, 'Second coder: Costs')
    await step(visitor, address, { act: 'assign', theme: themes.Costs ?? '', texts: ['b', 'd'] })
    t.match(
      (await visitor.get(address)).body,
      'the same code for 1 of 4 texts',
      'talking it over changes no measure',
    )
  },
)

room.test('what is not theirs is not found', async (t, { other, visitor }) => {
  const address = await aCoding(other)
  await visitor.get('/app/organisations')
  for (const path of ['', '/second', '/freeze']) {
    t.equal((await visitor.get(`${address}${path}`)).status, 404)
    t.equal((await visitor.post(`${address}${path}`, { act: 'undo', name: 'Q4 2026' })).status, 404)
  }
})

room.test('before the seal is broken there is nothing to code', async (t, { scope, visitor }) => {
  const { checkId } = await aClosedCheck(scope)
  const address = `/app/checks/${checkId}/coding/priorities`
  t.match((await visitor.get(address)).body, 'has not been broken')
  t.equal((await visitor.post(address, { act: 'undo' })).status, 409)
})

room.test(
  'obstacles are counted by side once, and nobody is quoted',
  async (t, { scope, visitor, database }) => {
    const said = (count: number, text: string, side: 'staff' | 'leadership' = 'staff') =>
      Array.from({ length: count }, () => ({ side, text }))
    const obstacles = [
      ...said(24, 'Priorities change every month'),
      ...said(12, 'Nobody decides'),
      ...said(2, 'A very own trouble'),
      ...said(4, 'Priorities change every month', 'leadership'),
    ]
    const { checkId } = await aClosedCheck(scope, { obstacles })
    const address = `/app/checks/${checkId}/coding/q2`
    const results = `/app/checks/${checkId}/survey`
    t.match((await visitor.get(results)).body, `href="${address}"`)
    const first = await visitor.get(address)
    t.match(first.body, '0 of 42 statements coded. 3 decisions are left')
    for (const name of ['Change of plans', 'Decisions', 'Trouble'])
      await step(visitor, address, { act: 'add', name })
    await codeAll(visitor, address, (text) =>
      /change/.test(text) ? 'Change of plans' : /decides/.test(text) ? 'Decisions' : 'Trouble',
    )
    const page = await visitor.get(`${address}/freeze`)
    const frozen = await visitor.post(`${address}/freeze`, { revision: revisionIn(page), name: 'Q4 2026' })
    t.equal(frozen.location, `${results}#obstacles`)
    const shown = (await visitor.get(results)).body
    t.match(shown, /“Change of plans” is what gets in the way most often: 63\s%/)
    t.match(shown, 'Staff (38 wrote)')
    t.match(shown, 'Something else')
    t.match(shown, 'One coder')
    t.notMatch(shown, /Trouble|trouble/, 'a theme of two is not named')
    t.notMatch(shown, 'every month', 'no text is quoted')
    t.notMatch(shown, 'Leaders (', 'four leaders are too few')
    const released = await database.db
      .selectFrom('released_themes')
      .select('content')
      .where('check_id', '=', checkId)
      .execute()
    t.equal(released.length, 1)
    t.notMatch(JSON.stringify(released), /Trouble/)
  },
)

room.run()
