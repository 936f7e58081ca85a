import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { arrangeTeams, withAllBelow } from '../../src/organisations/arrange-teams.ts'
import { listTeams, type Team } from '../../src/organisations/queries.ts'
import { judgeTeam } from '../../src/organisations/teams/change-team.ts'
import { onEachDatabase } from '../support/database.ts'
import { addNamed, anOrganisation, type Room } from '../support/organisations.ts'

async function addTeam(
  { visitor, room, scope, organisationId }: Room,
  name: string,
  parentId = '',
): Promise<string> {
  await visitor.get(`${room}/teams`)
  const answer = await visitor.post(`${room}/teams`, { name, parentId })
  if (answer.status !== 303) throw new Error(`Adding was answered with ${answer.status}.`)
  const teams = await listTeams(scope, organisationId)
  return teams.find((team) => team.name === name && (team.parentId ?? '') === parentId)?.id ?? ''
}

async function tree({ scope, organisationId }: Room): Promise<string[]> {
  const teams = arrangeTeams(await listTeams(scope, organisationId))
  return teams.map(({ path }) => path.join(' / '))
}

onEachDatabase(t, 'teams are added, renamed and moved, but never below themselves', async (t, database) => {
  const room = await anOrganisation(t, database)
  const { visitor } = room
  const sales = await addTeam(room, 'Sales')
  const north = await addTeam(room, 'North', sales)
  const support = await addTeam(room, 'Support')
  t.same(await tree(room), ['Sales', 'Sales / North', 'Support'])

  const form = await visitor.get(`${room.room}/teams/${sales}`)
  t.notMatch(form.body, `<option value="${north}"`, 'what stands below is not offered')
  t.equal(
    (await visitor.post(`${room.room}/teams/${north}`, { name: 'Northern', parentId: support })).status,
    303,
  )
  t.same(await tree(room), ['Sales', 'Support', 'Support / Northern'])

  const loop = await visitor.post(`${room.room}/teams/${support}`, { name: 'Support', parentId: north })
  t.equal(loop.status, 422)
  t.match(loop.body, 'cannot stand below itself')
  const taken = await visitor.post(`${room.room}/teams`, { name: 'SALES', parentId: '' })
  t.equal(taken.status, 422)
  t.match(taken.body, 'at this place already')
  t.match(taken.body, 'value="SALES"')
  t.same(await tree(room), ['Sales', 'Support', 'Support / Northern'])
})

onEachDatabase(t, 'only an empty team goes, and it can come back', async (t, database) => {
  const room = await anOrganisation(t, database)
  const { visitor } = room
  const sales = await addTeam(room, 'Sales')
  const north = await addTeam(room, 'North', sales)
  const refused = await visitor.post(`${room.room}/teams/${sales}/remove`, {})
  t.equal(refused.status, 422)
  t.match(refused.body, '1 team')
  const removed = await visitor.post(`${room.room}/teams/${north}/remove`, {})
  t.equal(removed.status, 303)
  t.same(await tree(room), ['Sales'])
  t.match((await visitor.get(removed.location ?? '')).body, 'Undo')
  await visitor.post(`${room.room}/teams/restore`, {})
  t.same((await listTeams(room.scope, room.organisationId)).map(({ id }) => id).sort(), [north, sales].sort())
})

onEachDatabase(t, 'a merge lifts people and teams into the parent', async (t, database) => {
  const room = await anOrganisation(t, database)
  const { visitor } = room
  const sales = await addTeam(room, 'Sales')
  const north = await addTeam(room, 'North', sales)
  await addTeam(room, 'Coast', north)
  await visitor.get(`${room.room}/people/new`)
  await visitor.post(`${room.room}/people/new`, {
    name: 'Ada Example',
    email: '',
    teamId: north,
    language: '',
  })
  const unsure = await visitor.post(`${room.room}/teams/${north}/merge`, { confirmName: 'Nort' })
  t.equal(unsure.status, 422)
  t.equal((await visitor.post(`${room.room}/teams/${north}/merge`, { confirmName: 'north' })).status, 303)
  t.same(await tree(room), ['Sales', 'Sales / Coast'])
  const ada = await database.db.selectFrom('people').select('team_id').executeTakeFirstOrThrow()
  t.equal(ada.team_id, sales)
})

onEachDatabase(t, 'a team of another organisation does not exist here', async (t, database) => {
  const room = await anOrganisation(t, database)
  const sales = await addTeam(room, 'Sales')
  const other = `/app/organisations/${await addNamed(room.running, room.scope, 'Heron Foods')}/teams`
  for (const id of [sales, randomUUID(), 'no-id']) {
    t.equal((await room.visitor.get(`${other}/${id}`)).status, 404)
    for (const act of ['', '/merge', '/remove'])
      t.equal((await room.visitor.post(`${other}/${id}${act}`, { name: 'x', parentId: '' })).status, 404)
  }
  const stolen = await room.visitor.post(other, { name: 'North', parentId: sales })
  t.equal(stolen.status, 422, 'nor as a parent')
  t.same(await tree(room), ['Sales'])
})

t.test('no allowed move ever makes a loop', async (t) => {
  const moves = fc.array(fc.tuple(fc.nat(5), fc.option(fc.nat(5))), { maxLength: 30 })
  fc.assert(
    fc.property(moves, (moves) => {
      let teams: Team[] = Array.from({ length: 6 }, (_, at) => ({
        id: `${at}`,
        parentId: null,
        name: `Team ${at}`,
      }))
      for (const [at, to] of moves) {
        const moved = { id: `${at}`, name: `Team ${at}`, parentId: to === null ? null : `${to}` }
        if (judgeTeam(teams, moved).outcome === 'allowed')
          teams = teams.map((team) => (team.id === moved.id ? moved : team))
      }
      t.equal(arrangeTeams(teams).length, teams.length, 'everybody can be reached from the top')
    }),
  )
})

t.test('sizes add up along the tree', async (t) => {
  const teams = [
    { id: 'a', parentId: null, name: 'A' },
    { id: 'c', parentId: 'b', name: 'C' },
    { id: 'b', parentId: 'a', name: 'B' },
  ]
  const sizes = [
    { teamId: 'a', people: 1, leaders: 1 },
    { teamId: 'b', people: 4, leaders: 0 },
    { teamId: 'c', people: 10, leaders: 2 },
    { teamId: null, people: 3, leaders: 0 },
  ]
  t.match(arrangeTeams(teams, sizes), [
    { id: 'a', level: 0, people: 1, whole: 15 },
    { id: 'b', level: 1, people: 4, whole: 14 },
    { id: 'c', level: 2, people: 10, whole: 10, path: ['A', 'B', 'C'] },
  ])
  t.same([...withAllBelow(teams, 'b')].sort(), ['b', 'c'])
})
