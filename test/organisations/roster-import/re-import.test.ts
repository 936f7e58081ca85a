import t from 'tap'
import { listTeams } from '../../../src/organisations/queries.ts'
import { onEachDatabase } from '../../support/database.ts'
import { anOrganisation, confirmImport, type Room, stored, upload } from '../../support/organisations.ts'

const head = 'Name;E-Mail;Team\n'
const line = (name: string, team: string) => `${name} Example;${name.toLowerCase()}@kestrel.example;${team}\n`
const people = ['Ada', 'Ben', 'Cleo', 'Dan'] as const
const fileOf = (team: (name: string) => string, names: readonly string[] = people) =>
  head + names.map((name) => line(name, team(name))).join('')

async function teamsById({ scope, organisationId }: Room) {
  return new Map((await listTeams(scope, organisationId)).map(({ id, name }) => [id, name]))
}
const placesOf = async (room: Room) => (await stored(room)).map(({ name, team }) => `${name}: ${team}`)

onEachDatabase(t, 'a top team named as the organisation is the organisation', async (t, database) => {
  const room = await anOrganisation(t, database)
  const file = `${head}${line('Ada', 'KESTREL Payments GmbH')}${line('Ben', 'Kestrel Payments GmbH > Sales')}${line('Cleo', 'Kestrel Payments GmbH > Sales > North')}`
  const preview = await upload(room, file)
  t.match((await room.visitor.get(preview)).body, /KESTREL Payments GmbH.{1,10} is taken as the organisation/)
  await confirmImport(room, preview)
  const places = ['Ada Example: ', 'Ben Example: Sales', 'Cleo Example: Sales / North']
  t.same(await placesOf(room), places)
  t.match(await confirmImport(room, await upload(room, file)), '3 people were already as in the file.')

  const byParent = `Name;E-Mail;Team;Parent\nAda Example;ada@kestrel.example;Kestrel Payments;\nBen Example;ben@kestrel.example;Sales;Kestrel Payments\nCleo Example;cleo@kestrel.example;North;Sales\n`
  t.match(await confirmImport(room, await upload(room, byParent)), '3 people were already as in the file.')
  t.same(await placesOf(room), places)
})

onEachDatabase(t, 'it can be made a team of its own, and then goes on as one', async (t, database) => {
  const room = await anOrganisation(t, database)
  const file = `${head}${line('Ada', 'Kestrel Payments > Data')}${line('Ben', 'Kestrel Payments > Sales')}`
  const preview = await upload(room, file)
  await room.visitor.get(preview)
  const columns = { 'role-0': 'name', 'role-1': 'email', 'role-2': 'team', header: '1', separator: ' > ' }
  await room.visitor.post(`${preview}/columns`, { ...columns, keepsTop: 'yes' })
  await confirmImport(room, preview)
  const places = ['Ada Example: Kestrel Payments / Data', 'Ben Example: Kestrel Payments / Sales']
  t.same(await placesOf(room), places)
  t.match(await confirmImport(room, await upload(room, file)), '2 people were already as in the file.')
})

onEachDatabase(t, 'a team that was renamed or moved stays the same team', async (t, database) => {
  const room = await anOrganisation(t, database)
  await confirmImport(
    room,
    await upload(
      room,
      fileOf((name) => `Sales > ${name < 'C' ? 'North' : 'South'}`),
    ),
  )
  const before = await teamsById(room)
  const renamed = await upload(
    room,
    fileOf((name) => `Revenue > ${name < 'C' ? 'Northern' : 'South'}`),
  )
  const page = (await room.visitor.get(renamed)).body
  t.match(page, 'Sales / North becomes Revenue / Northern')
  t.notMatch(page, 'New teams')
  t.match(await confirmImport(room, renamed), '2 teams were renamed or moved.')
  const after = await teamsById(room)
  t.same([...after.keys()].sort(), [...before.keys()].sort())
  t.same([...after.values()].sort(), ['Northern', 'Revenue', 'South'])

  const below = await upload(
    room,
    fileOf((name) => `Group > Revenue > ${name < 'C' ? 'Northern' : 'South'}`),
  )
  t.match(await confirmImport(room, below), '1 team was made.')
  t.same((await placesOf(room))[0], 'Ada Example: Group / Revenue / Northern')
  t.equal((await teamsById(room)).size, 4, 'nothing is left behind')
})

onEachDatabase(t, 'who moves, leaves and comes back is told row by row', async (t, database) => {
  const room = await anOrganisation(t, database)
  const start = `${fileOf(() => 'Sales')}Eve Example;;Sales\n`
  await confirmImport(room, await upload(room, start))
  const moved = `${head}${line('Ada', 'Data')}ben newname;BEN@kestrel.example;Sales\nEve Example;;Data\n`
  const preview = await upload(room, moved)
  const page = (await room.visitor.get(preview)).body
  for (const part of ['Team: was Sales', 'Name: was Ben Example']) t.match(page, part)
  t.ok(page.indexOf('Cleo Example') < page.indexOf('Dan Example'), 'who is missing is sorted by name')
  const removal = { removesMissing: 'yes', organisationName: 'Kestrel Payments' }
  t.match(await confirmImport(room, preview, removal), '2 people were removed.')
  t.match(await stored(room), [
    { name: 'Ada Example', team: 'Data' },
    { name: 'Eve Example', team: 'Data', email: null },
    { name: 'ben newname', team: 'Sales', email: 'ben@kestrel.example' },
  ])
  await confirmImport(room, await upload(room, start))
  t.equal((await stored(room)).length, 5, 'nobody is doubled')
})

onEachDatabase(t, 'a team that nobody will be in is told', async (t, database) => {
  const room = await anOrganisation(t, database)
  await confirmImport(
    room,
    await upload(
      room,
      fileOf((name) => (name === 'Ada' ? 'Data' : 'Sales')),
    ),
  )
  const page = (
    await room.visitor.get(
      await upload(
        room,
        fileOf(() => 'Sales'),
      ),
    )
  ).body
  t.match(page, /Teams that nobody will be in[\s\S]*<li>Data<\/li>/)
})
