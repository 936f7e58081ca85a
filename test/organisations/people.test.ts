import { randomUUID } from 'node:crypto'
import t from 'tap'
import { bareEmailAddress, isEmailAddress } from '../../src/organisations/people/email-address.ts'
import { listPeople } from '../../src/organisations/people/queries.ts'
import * as invented from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { addNamed, anOrganisation, confirmImport, type Room, upload } from '../support/organisations.ts'

const ada = { name: 'Ada Example', email: 'ada@kestrel.example', teamId: '', isLeader: 'yes', language: 'en' }

async function addPerson({ visitor, room }: Room, form: Record<string, string>) {
  await visitor.get(`${room}/people/new`)
  return visitor.post(`${room}/people/new`, form)
}

onEachDatabase(t, 'a person is added, changed, removed and brought back', async (t, database) => {
  const room = await anOrganisation(t, database)
  const { visitor } = room
  t.match((await visitor.get(`${room.room}/people`)).body, 'The roster is empty')
  t.equal((await addPerson(room, ada)).status, 303)
  const [stored] = await listPeople(room.scope, room.organisationId)
  t.match(stored, {
    name: 'Ada Example',
    email: 'ada@kestrel.example',
    isLeader: true,
    language: 'en',
    teamId: null,
  })

  const address = `${room.room}/people/${stored?.id}`
  t.match((await visitor.get(address)).body, 'value="ada@kestrel.example"')
  await visitor.post(address, { ...ada, name: '  Ada   Newname ', email: '', isLeader: 'no' })
  t.match(
    await listPeople(room.scope, room.organisationId),
    [{ name: 'Ada Example' }],
    'a strange tick is refused',
  )
  await visitor.post(address, { name: '  Ada   Newname ', email: '', teamId: '', language: '' })
  const changed = await listPeople(room.scope, room.organisationId)
  t.match(changed, [{ name: 'Ada Newname', email: null, isLeader: false, language: null }])

  const removed = await visitor.post(`${address}/remove`, {})
  t.same(await listPeople(room.scope, room.organisationId), [])
  t.match((await visitor.get(removed.location ?? '')).body, 'Ada Newname was removed.')
  await visitor.post(`${room.room}/people/restore`, {})
  t.same(await listPeople(room.scope, room.organisationId), changed)
})

onEachDatabase(t, 'an address stands in a roster once; a namesake is told', async (t, database) => {
  const room = await anOrganisation(t, database)
  await addPerson(room, ada)
  const twice = await addPerson(room, { ...ada, name: 'Ben Example', email: 'ADA@kestrel.example' })
  t.equal(twice.status, 422)
  t.match(twice.body, 'Somebody else in this roster has this address')
  t.match(twice.body, 'value="Ben Example"')
  const wrong = await addPerson(room, { ...ada, email: 'ada at kestrel' })
  t.match(wrong.body, 'Type an e-mail address such as')
  const namesake = await addPerson(room, { ...ada, email: '' })
  t.match(
    (await room.visitor.get(namesake.location ?? '')).body,
    'Somebody of the same name is in the same team',
  )
})

onEachDatabase(t, 'people are searched by name, address, team and leadership', async (t, database) => {
  const room = await anOrganisation(t, database)
  await confirmImport(
    room,
    await upload(
      room,
      'Name,E-mail,Team path,Leader\nAda Example,ada@kestrel.example,Sales / North,yes\nBen 100% Example,ben@kestrel.example,Support,no\nCleo Example,cleo_x@kestrel.example,Sales,no\n',
    ),
  )
  const { visitor } = room
  const names = async (query: string) => {
    const { body } = await visitor.get(`${room.room}/people?${query}`)
    return [...body.matchAll(/<th scope="row"><a [^>]*>(\w+)/g)].map(([, name]) => name)
  }
  t.same(await names(''), ['Ada', 'Ben', 'Cleo'])
  t.same(await names('q=ADA'), ['Ada'])
  t.same(await names('q=100%25'), ['Ben'])
  t.same(await names('q=o_x%40'), ['Cleo'])
  t.same(await names('leaders=yes'), ['Ada'])
  const teams = await database.db.selectFrom('teams').select('id').where('name', '=', 'Sales').execute()
  t.same(await names(`team=${teams[0]?.id}`), ['Ada', 'Cleo'], 'with the teams below')
  t.same(await names(`team=${randomUUID()}`), [])
  t.same(await names('page=999'), [])
})

onEachDatabase(t, 'a person of another organisation does not exist here', async (t, database) => {
  const room = await anOrganisation(t, database)
  await addPerson(room, ada)
  const [stored] = await listPeople(room.scope, room.organisationId)
  const other = `/app/organisations/${await addNamed(room.running, room.scope, 'Heron Foods')}/people`
  for (const id of [stored?.id, randomUUID(), 'no-id']) {
    t.equal((await room.visitor.get(`${other}/${id}`)).status, 404)
    t.equal((await room.visitor.post(`${other}/${id}`, ada)).status, 404)
    t.equal((await room.visitor.post(`${other}/${id}/remove`, {})).status, 404)
  }
  t.equal((await listPeople(room.scope, room.organisationId)).length, 1)
})

onEachDatabase(t, 'an open check keeps everybody counted, and the pages say so', async (t, database) => {
  const room = await anOrganisation(t, database)
  const { id } = await invented.anOrganisation(room.scope, { teams: { Sales: 12, Support: 12 } })
  const checkId = await invented.anOpenCheck(room.visitor, id)
  const address = `/app/organisations/${id}`
  for (const page of ['/people', '/teams', '/import'])
    t.match((await room.visitor.get(`${address}${page}`)).body, 'A check is open', page)
  const [somebody] = await listPeople(room.scope, id)
  await room.visitor.post(`${address}/people/${somebody?.id}/remove`, {})
  const invitations = await database.db
    .selectFrom('invitations')
    .select('id')
    .where('check_id', '=', checkId)
    .execute()
  t.equal(invitations.length, 24)
})

t.test('addresses', async (t) => {
  for (const good of [
    'ada@kestrel.example',
    "o'neil+x@mail.kestrel.example",
    'zoë@größe.example',
    'a@b.xn--p1ai',
  ])
    t.ok(isEmailAddress(good), good)
  for (const bad of [
    '',
    'ada',
    'ada@',
    '@kestrel.example',
    'ada@kestrel',
    'a b@kestrel.example',
    'ada@kestrel..example',
    'ada@a.example,ben@b.example',
    'ada@kestrel.example\nBcc: x@y.example',
    `${'x'.repeat(250)}@kestrel.example`,
  ])
    t.notOk(isEmailAddress(bad), JSON.stringify(bad))
  t.equal(bareEmailAddress('Ada Example <ada@kestrel.example>'), 'ada@kestrel.example')
  t.equal(bareEmailAddress('mailto:ada@kestrel.example'), 'ada@kestrel.example')
})
