import t from 'tap'
import { keep } from '../../../../src/instruments/clarity-survey/results/keep.ts'
import { eventually } from '../../../support/app.ts'
import { aClosedCheck, aSurvey, releasedTableOf } from '../../../support/released.ts'
import { inRooms } from '../../../support/rooms.ts'

/** Asks without making anything. */
function isMade(what: 'results' | 'heat' | 'scores', checkId: string): boolean {
  const key = { results: ['en'], heat: ['en', 'all', 'share', 'asked'], scores: [] }[what]
  try {
    keep([what, checkId, true, ...key], () => {
      throw new Error('not made')
    })
    return true
  } catch {
    return false
  }
}

const room = inRooms(t)

room.test('results are made while the overview is read', async (t, { scope, visitor }) => {
  const { checkId } = await aClosedCheck(scope, { table: releasedTableOf(aSurvey) })
  t.equal(isMade('scores', checkId), false)
  t.equal((await visitor.get(`/app/checks/${checkId}`)).status, 200)
  await eventually(async () => isMade('results', checkId) && isMade('heat', checkId))
  t.equal((await visitor.get(`/app/checks/${checkId}/survey`)).status, 200)
})

room.test('nothing is made for whoever may not see it, nor of an empty table', async (t, room) => {
  const { checkId } = await aClosedCheck(room.other, { table: releasedTableOf(aSurvey) })
  t.equal((await room.visitor.get(`/app/checks/${checkId}`)).status, 404)
  const nobody = { departments: { Sales: [{ name: 'North', invited: 20, answered: 3, share: 0.5 }] } }
  const empty = await aClosedCheck(room.scope, { table: releasedTableOf({ ...aSurvey, ...nobody }) })
  t.equal((await room.visitor.get(`/app/checks/${empty.checkId}`)).status, 200)
  await new Promise((resolve) => setTimeout(resolve, 300))
  t.notOk(isMade('scores', checkId) || isMade('scores', empty.checkId))
})

room.run()
