import t from 'tap'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { aClosedCheck } from '../support/released.ts'

onEachDatabase(t, 'shows a draft', async (t, database) => {
  const running = await startApp(t, database, process.env.SHOW ? { env: { LOG_LEVEL: 'error' } } : {})
  const { checkId } = await aClosedCheck(await anOwner(running))
  const visitor = await signedIn(running)
  const page = await visitor.get(`/app/checks/${checkId}/report/draft`)
  t.equal(page.status, 200)
})
