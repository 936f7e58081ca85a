import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import type { Database } from '../../src/database/open.ts'
import {
  favourable,
  groupById,
  isHidden,
  organisationGroup,
} from '../../src/domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, signedIn, startApp } from '../support/app.ts'
import { aDraft, anOrganisation, openCheck } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { openForm } from '../support/open-link.ts'
import { answerSealed, directoryOf, postTo } from '../support/sealed.ts'
import { answersOf, aSurvey, ownIdeas, ownTools, type SurveyCheck } from '../support/survey.ts'

const ownItems = [ownIdeas, ownTools]

async function tableOf({ db }: Database, { checkId }: SurveyCheck): Promise<ReleasedTable> {
  const row = await db
    .selectFrom('released_tables')
    .select('content')
    .where('check_id', '=', checkId)
    .executeTakeFirstOrThrow()
  return row.content as ReleasedTable
}

onEachDatabase(t, 'statements of the organisation’s own', async (t, database) => {
  const running = await startApp(t, database)
  const visitor = aVisitor(running)
  const open = async (sealed: boolean, teams: Readonly<Record<string, number>>) =>
    aSurvey(running, await anOwner(running, `Workspace ${randomUUID()}`), { teams, ownItems, sealed })

  await t.test('are asked apart, marked, counted among the questions, and must be answered', async (t) => {
    const check = await open(false, { North: 6 })
    const [person] = check.people
    if (person === undefined) throw new Error('Nobody was invited.')
    const place = `/i/${check.publicId}`
    const form = await visitor.post(`${place}/form`, { token: person.token })
    t.match(form.body, 'Questions 16 to 20 of 25')
    t.match(form.body, /Questions 21 to 22 of 25<[\s\S]*Added by Kestrel Payments[\s\S]*ideas I hand in/)
    t.match(form.body, 'for groups of 30 people or more')
    const missing = await visitor.post(`${place}/answers`, answersOf(person, { X1: '4' }))
    t.equal(missing.status, 422)
    t.match(missing.body, '<a href="#field-X2">My tools keep me waiting.</a>')
    t.match(missing.body, /name="X1" value="4" checked/)
    const taken = await visitor.post(`${place}/answers`, answersOf(person, { X1: '4', X2: 'cant-say' }))
    t.match(taken.body, 'Thank you')
  })

  for (const sealed of [false, true]) {
    await t.test(`are released for large groups only, ${sealed ? 'sealed' : 'in a trial'}`, async (t) => {
      const check = await open(sealed, { North: 30, South: 6 })
      const text = sealed ? await directoryOf(running, check) : ''
      for (const [at, person] of check.people.entries()) {
        const more = { X1: at < 20 ? '5' : '2', X2: at < 9 ? '1' : '4' }
        if (sealed) await answerSealed(postTo(running), text, { check, person, more })
        else await visitor.post(`/i/${check.publicId}/answers`, answersOf(person, more))
      }
      t.equal(await closeSurvey(running.deps, check), 'closed')
      const table = await tableOf(database, check)
      t.same(table.items.slice(-2), [
        { code: 'X1', reversed: false, own: { texts: ownIdeas.texts, pillar: 'cultural' } },
        { code: 'X2', reversed: true, own: { texts: ownTools.texts, pillar: 'operational' } },
      ])
      const everyone = organisationGroup(table) ?? { atoms: [] }
      const south = table.groups.find(({ name }) => name === 'South') ?? { atoms: [] }
      // The six of the South all disagreed, so they are told as one at the edge of nobody.
      t.match(favourable(table, everyone, 'X1'), { x: 21, n: 36, low: 20, high: 22 })
      t.match(favourable(table, everyone, 'X2'), { x: 10, n: 36 })
      t.ok(isHidden(favourable(table, south, 'X1')))
      t.notOk(isHidden(favourable(table, south, 'S1')))
      t.notOk(groupById(table, 'staff'))
    })
  }
})

onEachDatabase(t, 'they stand in the promise, and an open link asks them, too', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 8 } })
  const visitor = await signedIn(running)
  const promiseOf = async () => {
    const row = await database.db
      .selectFrom('checks')
      .select(['public_id', 'open_link', 'contract', 'own_items'])
      .where('contract', 'is not', null)
      .executeTakeFirstOrThrow()
    return { ...row, contract: row.contract as { readonly hash: string; readonly ownItems?: object } }
  }
  const fields = { openLink: 'yes', 'own1-en': ownIdeas.texts.en ?? '', 'own1-pillar': 'cultural' }
  const checkId = await aDraft(visitor, id, fields)
  await openCheck(visitor, checkId)
  const opened = await promiseOf()
  t.same(opened.contract.ownItems, { count: 1 })
  const anybody = aVisitor(running)
  for (const page of [`/i/${opened.public_id}`, `/o/${opened.open_link}`]) {
    const landing = await anybody.get(page)
    t.match(landing.body, 'The organisation has added one statement of its own')
    t.match(landing.body, opened.contract.hash)
  }
  const o = `/o/${opened.open_link}`
  t.match((await anybody.post(`${o}/form`, { kiosk: '' })).body, 'Added by Kestrel Payments')
  t.equal((await anybody.post(`${o}/answers`, openForm())).status, 422)
  t.match((await anybody.post(`${o}/answers`, openForm({ X1: '2' }))).body, 'Your answers have arrived')
  const frozen = await visitor.post(`/app/checks/${checkId}/edit`, {
    ...fields,
    'own1-en': 'Something else.',
  })
  t.not(frozen.status, 200)
  t.same((await promiseOf()).own_items, [ownIdeas], 'nothing can be changed after the opening')
  await visitor.post(`/app/checks/${checkId}/contract`, {})
  // In a rush a check is asked for anew ten times a second (checks.ts).
  await pause(150)
  const stricter = await anybody.get(`/i/${opened.public_id}`)
  t.match(stricter.body, 'for groups formed of at least 100 people who answered. It is part')
  t.match((await anybody.post(`${o}/form`, { kiosk: '' })).body, 'for groups of 100 people or more')
})
