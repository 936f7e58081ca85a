import t from 'tap'
import { aClosedCheck, aSurvey, releasedTableOf, type Survey } from '../../../support/released.ts'
import { inRooms } from '../../../support/rooms.ts'

const last = '2026-08-15T21:59:00Z'

function withShare(
  share: number,
  change: (departments: Survey['departments']) => Survey['departments'] = (d) => d,
) {
  const departments = Object.fromEntries(
    Object.entries(change(aSurvey.departments)).map(([name, teams]) => [
      name,
      teams.map((team) => ({ ...team, share })),
    ]),
  )
  return releasedTableOf({ ...aSurvey, departments })
}

const room = inRooms(t)

room.test('a first round has nothing to compare with', async (t, { scope, visitor }) => {
  const { checkId } = await aClosedCheck(scope)
  t.match((await visitor.get(`/app/checks/${checkId}/survey/rounds`)).body, 'This is the first round')
  t.notMatch((await visitor.get(`/app/checks/${checkId}/survey`)).body, '/survey/rounds')
})

room.test('a rise is told with its interval, for groups shown in both', async (t, { scope, visitor }) => {
  const before = await aClosedCheck(scope, { name: 'Q3 2026', closedAt: last, table: withShare(0.3) })
  const { checkId } = await aClosedCheck(scope, {
    organisationId: before.organisationId,
    table: withShare(0.6),
  })
  t.match((await visitor.get(`/app/checks/${checkId}/survey`)).body, `/app/checks/${checkId}/survey/rounds`)
  const { body } = await visitor.get(`/app/checks/${checkId}/survey/rounds`)
  t.match(body, 'Q4 2026 beside Q3 2026')
  t.match(body, 'rose and none fell, beyond chance')
  t.match(body, '>North<')
  t.notMatch(body, 'Membership changed')
  t.match((await visitor.get(`/app/checks/${before.checkId}/survey/rounds`)).body, 'This is the first round')
})

room.test('changed membership is footnoted', async (t, { scope, visitor }) => {
  const grown = withShare(0.5, (departments) => ({
    ...departments,
    Sales: (departments.Sales ?? []).map((team) =>
      team.name === 'Key accounts' ? { ...team, invited: 9, answered: 8 } : team,
    ),
  }))
  const before = await aClosedCheck(scope, { name: 'Q3 2026', closedAt: last, table: withShare(0.5) })
  const { checkId } = await aClosedCheck(scope, { organisationId: before.organisationId, table: grown })
  const { body } = await visitor.get(`/app/checks/${checkId}/survey/rounds`)
  t.match(body, 'Membership changed')
  t.match(body, 'Shown only in this round')
  t.match(body, /<li>Key accounts<\/li>/)
  t.notMatch(body, /<li>North<\/li>/)
})

room.test('checks of another organisation are no earlier round', async (t, { scope, visitor }) => {
  await aClosedCheck(scope, { closedAt: last })
  const { checkId } = await aClosedCheck(scope)
  t.match((await visitor.get(`/app/checks/${checkId}/survey/rounds`)).body, 'This is the first round')
})

room.run()
