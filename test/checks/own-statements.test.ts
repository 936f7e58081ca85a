import { randomUUID } from 'node:crypto'
import t from 'tap'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { aDraft, anOrganisation, openCheck, setUpFields } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'

const ideas = 'I hear what becomes of the ideas I hand in.'
const tools = 'My tools keep me waiting.'
const own = {
  'own1-en': '  I hear what becomes of the   ideas I hand in',
  'own1-pillar': 'cultural',
  'own3-en': tools,
  'own3-pillar': 'operational',
  'own3-reversed': 'yes',
}

onEachDatabase(t, 'own statements are kept, changed and removed while in draft', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id, own)
  const saved = async () => {
    const row = await database.db.selectFrom('checks').select('own_items').executeTakeFirstOrThrow()
    return row.own_items
  }
  t.same(await saved(), [
    { code: 'X1', texts: { en: ideas }, pillar: 'cultural', reversed: false },
    { code: 'X2', texts: { en: tools }, pillar: 'operational', reversed: true },
  ])
  const edit = await visitor.get(`/app/checks/${checkId}/edit`)
  t.match(edit.body, `name="own1-en" rows="5">\n${ideas}</textarea>`)
  t.match(edit.body, /name="own2-reversed" value="yes" checked/)
  t.match(edit.body, 'added by Kestrel Payments')
  const signOff = await visitor.get(`/app/checks/${checkId}/sign-off`)
  t.match(signOff.body, 'Statements that Kestrel Payments adds')
  t.match(signOff.body, `${tools} (agreeing is the bad news)`)
  t.match(signOff.body, 'The organisation has added 2 statements of its own')
  t.match(signOff.body, '20, and 2 that are added')

  await visitor.post(`/app/checks/${checkId}/edit`, setUpFields({ 'own2-en': tools, 'own2-pillar': 'x' }))
  t.same(await saved(), [{ code: 'X1', texts: { en: tools }, pillar: 'strategic', reversed: false }])
  await visitor.post(`/app/checks/${checkId}/edit`, setUpFields())
  t.same(await saved(), [])
  t.notMatch((await visitor.get(`/app/checks/${checkId}/sign-off`)).body, 'Added statements')
})

onEachDatabase(t, 'what must not be asked is refused with everything kept', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { id } = await anOrganisation(scope, { teams: { Dispatch: 6 }, leaders: 3 })
  const other = await anOrganisation(scope, { teams: { Fleet: 6 } })
  const visitor = await signedIn(running)
  const earlier = await aDraft(visitor, id)
  await visitor.get(`/app/checks/${earlier}`)
  await visitor.post(`/app/checks/${earlier}/priorities-test/begin`, {})
  await database.db.updateTable('executives').set({ role: 'Harbour master' }).execute()
  const address = `/app/organisations/${id}/checks/new`
  await visitor.get(address)
  const refused = async (text: string, more: Record<string, string> = {}) => {
    const answer = await visitor.post(address, setUpFields({ ...own, 'own2-en': text, ...more }))
    t.equal(answer.status, 422, text)
    t.match(answer.body, 'href="#field-own2-en"')
    t.match(answer.body, `\n${tools}</textarea>`)
    t.match(answer.body, /name="own3-reversed" value="yes" checked/)
    t.match(answer.body, 'value="Win back lapsed customers"')
    t.match(answer.body, /<details open data-own-statements/)
    return answer.body
  }
  t.match(await refused('I trust dispatch to keep its word.'), '“dispatch” names a team')
  t.match(await refused('The harbour master keeps his word.'), '“harbour master” names a role')
  t.match(await refused('I can see what my work changes for our customers'), 'nearly the same as')
  t.match(await refused('I HEAR what becomes of the ideas I hand in!'), 'nearly the same as')
  t.match(await refused('', { 'own2-reversed': 'yes' }), 'Write the statement')
  t.match(await refused('Good work'), 'Write a whole statement')
  t.match(await refused(`I am ${'very '.repeat(40)}content.`), 'to 150 characters')
  t.match(await refused('Is my work seen?'), 'not a question')
  t.match(await refused('My work is seen and I am thanked.'), 'several things at once')
  const elsewhere = `/app/organisations/${other.id}/checks/new`
  const taken = await visitor.post(
    elsewhere,
    setUpFields({ ...own, 'own2-en': 'I trust dispatch to keep its word.' }),
  )
  t.equal(taken.status, 303, 'another organisation has no such team')
})

onEachDatabase(t, 'somebody who joined the roster since is found at the opening', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { id } = await anOrganisation(scope, { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id, { 'own1-en': 'I can plan my week with saskia in mind.' })
  await database.db
    .insertInto('people')
    .values({
      ...{ workspace_id: scope.workspaceId, id: randomUUID(), organisation_id: id, team_id: null },
      ...{ name: 'Saskia Farrowdale', email: null, is_leader: false, language: null },
    })
    .execute()
  const page = await visitor.get(`/app/checks/${checkId}/sign-off`)
  t.match(page.body, 'names somebody or a team on the roster: “saskia”')
  t.notMatch(page.body, 'Open and invite')
  t.equal((await openCheck(visitor, checkId)).status, 409)
})

onEachDatabase(
  t,
  'one tick asks the short set, and unticked all that was chosen before',
  async (t, database) => {
    const running = await startApp(t, database)
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
    const visitor = await signedIn(running)
    const checkId = await aDraft(visitor, id, { pulse: 'yes', 'item-C6': 'no' })
    t.match((await visitor.get(`/app/checks/${checkId}/sign-off`)).body, '5 of the short set')
    const edit = await visitor.get(`/app/checks/${checkId}/edit`)
    t.match(edit.body, /name="pulse" value="yes" checked/)
    t.match(edit.body, /name="item-S2" value="yes" checked/)
    t.notMatch(edit.body, /name="item-C6" value="yes" checked/)
    await visitor.post(`/app/checks/${checkId}/edit`, setUpFields({ 'item-C6': 'no' }))
    t.match((await visitor.get(`/app/checks/${checkId}/sign-off`)).body, /Statements<\/th><td>19</)
    const pulse = ['S1', 'S3', 'O1', 'O3', 'C1']
    const none = Object.fromEntries(pulse.map((code) => [`item-${code}`, 'no']))
    const answer = await visitor.post(`/app/checks/${checkId}/edit`, setUpFields({ ...none, pulse: 'yes' }))
    t.match(answer.body, 'Keep at least one statement')
  },
)

onEachDatabase(t, 'the next round begins with what the last one asked', async (t, database) => {
  const running = await startApp(t, database)
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id, own)
  const address = `/app/organisations/${id}/checks/new`
  t.notMatch((await visitor.get(address)).body, ideas, 'a draft is no round')
  await openCheck(visitor, checkId)
  const next = await visitor.get(address)
  t.match(next.body, `name="own1-en" rows="5">\n${ideas}</textarea>`)
  t.match(next.body, /name="own2-reversed" value="yes" checked/)
})
