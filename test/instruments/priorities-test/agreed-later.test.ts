import t from 'tap'
import { findCheck } from '../../../src/checks/queries.ts'
import { beginCoding } from '../../../src/coding/queries.ts'
import { closeSurvey } from '../../../src/instruments/clarity-survey/answering/close-survey.ts'
import { saveAgreement } from '../../../src/instruments/priorities-test/workshop/queries.ts'
import { anOwner, startApp } from '../../support/app.ts'
import { onEachDatabase } from '../../support/database.ts'
import { agreed, aSurvey } from '../../support/survey.ts'

onEachDatabase(t, 'priorities that are agreed after a round', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { deps } = running
  const agree = async (checkId: string, text: string) => {
    const one = { place: 1, text, owner: 'Robin', measure: 'under 1 %' }
    await saveAgreement(scope, { checkId, agreed: [one], notNow: [] })
    return (await findCheck(scope, checkId))?.priorities
  }

  await t.test('are what people named is held against, until coding has begun', async (t) => {
    const check = await aSurvey(running, scope, { priorities: [] })
    t.same(await agree(check.checkId, 'Halve failures'), [], 'not while it is open')
    await closeSurvey(deps, check)
    t.same(await agree(check.checkId, 'Halve failures'), [{ id: 'p1', text: 'Halve failures' }])
    t.same(await agree(check.checkId, 'Win merchants'), [{ id: 'p1', text: 'Win merchants' }])
    await beginCoding(scope, {
      ...{ checkId: check.checkId, subject: 'q1', texts: [], languages: ['en'] },
      ...{ now: deps.now(), random: deps.random },
    })
    t.same(await agree(check.checkId, 'Open Ireland'), [{ id: 'p1', text: 'Win merchants' }])
  })

  await t.test('change nothing where people were asked about others', async (t) => {
    const check = await aSurvey(running, scope)
    await closeSurvey(deps, check)
    t.same(await agree(check.checkId, 'Halve failures'), agreed)
  })
})
