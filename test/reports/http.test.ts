import t from 'tap'
import type { AccountScope } from '../../src/access/require-account.ts'
import { asJson } from '../../src/database/scope.ts'
import { anOwner, eventually, signedIn, startApp, type Visitor } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { aRichCheck } from '../support/kestrel.ts'
import { aClosedCheck, aSurvey, releasedTableOf } from '../support/released.ts'

t.setTimeout(240_000)

onEachDatabase(t, 'a draft is worded, issued, frozen and issued again', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { checkId } = await aRichCheck(scope)
  const visitor = await signedIn(running)
  const url = `/app/checks/${checkId}`
  await accept(visitor, url, 'set-and-forget')

  const draft = await visitor.get(`${url}/report/draft`)
  t.match(draft.body, 'class="watermark"')
  t.match(draft.body, 'id="finding-set-and-forget"')
  t.notMatch(draft.body, 'id="finding-illusion"', 'what is not reviewed is not printed')

  const words = { headline: 'The plan stays upstairs.', 'sentence-1': 'One in three sees the goals.' }
  t.equal(
    (await visitor.post(`${url}/report/words`, { mark: await markIn(visitor, url), ...words })).status,
    303,
  )
  const late = await visitor.post(`${url}/report/words`, { mark: 'an old one', headline: 'Something else.' })
  t.equal(late.status, 409)
  t.match(late.body, 'Something else.', 'nothing typed is lost')
  const long = await visitor.post(`${url}/report/words`, { mark: 'x', headline: 'x'.repeat(200) })
  t.equal(long.status, 422)

  t.equal((await visitor.post(`${url}/report/issue`, {})).status, 303)
  const first = await visitor.get(`${url}/report/1`)
  t.match(first.body, 'The plan stays upstairs.')
  t.match(first.body, 'One in three sees the goals.')
  t.notMatch(first.body, 'class="watermark"')
  t.equal(await statusOf(scope, checkId), 'reported')

  await accept(visitor, url, 'illusion')
  running.setNow('2026-12-14T12:00:00Z')
  const later = await signedIn(running)
  t.equal((await later.get(`${url}/report/1`)).body, first.body, 'an issued version never changes')

  await later.get(`${url}/report`)
  await later.post(`${url}/report/issue`, {})
  const second = await later.get(`${url}/report/2`)
  t.match(second.body, 'Issued 14 December 2026 · version 2')
  t.match(second.body, 'The alignment illusion is now part of the report')
  t.equal((await later.get(`${url}/report/3`)).status, 404)

  await eventually(async () => (await filesOf(scope, checkId)) === 2)
  const pdf = await later.get(`${url}/report/2.pdf`)
  t.equal(pdf.headers['content-type'], 'application/pdf')
  t.match(pdf.headers['content-disposition'], 'filename="kestrel-payments-q4-2026-report-2.pdf"')
  t.match(pdf.raw.subarray(0, 5).toString(), '%PDF-')
  t.match((await later.get(`${url}/report`)).body, '/report/2.pdf"')
  const letter = await later.get(`${url}/report/2.pdf?paper=Letter`)
  t.match(letter.headers['content-disposition'], 'filename="kestrel-payments-q4-2026-report-2-letter.pdf"')
  t.same((await later.get(`${url}/report/2.pdf?paper=Foolscap`)).raw, pdf.raw, 'what is kept stays as it was')
})

onEachDatabase(t, 'a report that was altered in the database is not shown', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const { checkId } = await aRichCheck(scope)
  const visitor = await signedIn(running)
  const url = `/app/checks/${checkId}/report`
  await visitor.get(url)
  await visitor.post(`${url}/issue`, {})
  const { model } = await scope.db.selectFrom('reports').select('model').executeTakeFirstOrThrow()
  await scope.db
    .updateTable('reports')
    .set({ model: asJson({ ...model, organisation: 'Merlin Payments' }) })
    .execute()
  const page = await visitor.get(`${url}/1`)
  t.equal(page.status, 500)
  t.notMatch(page.body, 'Merlin Payments')
})

onEachDatabase(
  t,
  'each verdict has its history, from the report of the round before',
  async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    await aRichCheck(await anOwner(running, 'Another house'))
    const { checkId } = await aRichCheck(scope)
    const { id: earlier } = await scope.db
      .selectFrom('checks')
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '!=', checkId)
      .select('id')
      .executeTakeFirstOrThrow()
    const visitor = await signedIn(running)
    const history = async () => {
      const { body } = await visitor.get(`/app/checks/${checkId}/report/draft`)
      return body
        .slice(body.indexOf('id="rounds-verdicts"'))
        .split('</figure>')[0]
        ?.replace(/<[^>]+>/g, '|')
    }
    const rowOf = (text: string | undefined) => text?.match(/Set and forget\|+([^|]+)\|+([^|]+)/)?.slice(1)

    t.match(await history(), 'Q2 2026, no report')
    t.same(rowOf(await history()), ['not reviewed', 'not reviewed'])

    await accept(visitor, `/app/checks/${earlier}`, 'set-and-forget')
    t.equal((await visitor.post(`/app/checks/${earlier}/report/issue`, {})).status, 303)
    await scope.db
      .deleteFrom('findings')
      .where('workspace_id', '=', scope.workspaceId)
      .where('check_id', '=', earlier)
      .execute()
    t.notMatch(await history(), 'no report')
    t.same(
      rowOf(await history()),
      ['likely', 'not reviewed'],
      'what was printed stays, whatever is reviewed now',
    )
    t.notMatch((await visitor.get(`/app/checks/${earlier}/report/draft`)).body, 'id="rounds-verdicts"')
  },
)

onEachDatabase(t, 'nobody reaches what is not theirs or not there', async (t, database) => {
  const running = await startApp(t, database)
  const owner = await anOwner(running)
  const foreign = await aRichCheck(await anOwner(running, 'Another house'))
  const open = await aClosedCheck(owner, { status: 'open' })
  const own = await aClosedCheck(owner)
  const visitor = await signedIn(running)
  await visitor.get(`/app/checks/${own.checkId}/report`)
  for (const path of ['', '/draft', '/draft.pdf', '/1', '/1.pdf', '/x', '/0']) {
    t.equal((await visitor.get(`/app/checks/${foreign.checkId}/report${path}`)).status, 404, path)
    if (path !== '')
      t.equal((await visitor.get(`/app/checks/${open.checkId}/report${path}`)).status, 404, path)
  }
  t.equal((await visitor.post(`/app/checks/${foreign.checkId}/report/issue`, {})).status, 404)
  t.equal((await visitor.post(`/app/checks/${open.checkId}/report/issue`, {})).status, 404)
  t.equal((await visitor.post(`/app/checks/${foreign.checkId}/report/words`, {})).status, 404)
  t.match((await visitor.get(`/app/checks/${open.checkId}/report`)).body, 'The report comes after the close')
})

onEachDatabase(t, 'a check without answers gives a report and a PDF that say so', async (t, database) => {
  const running = await startApp(t, database)
  const nobody = {
    departments: { Sales: [{ name: 'North', invited: 20, answered: 0, share: 0 }] },
    leaders: { invited: 7, answered: 0, share: 0 },
  }
  const { checkId } = await aClosedCheck(await anOwner(running), {
    table: releasedTableOf({ ...aSurvey, ...nobody }),
  })
  const visitor = await signedIn(running)
  const url = `/app/checks/${checkId}/report`
  t.match((await visitor.get(url)).body, 'Too few people answered')
  t.match((await visitor.get(`${url}/draft`)).body, 'None of 27 people answered')
  t.equal((await visitor.post(`${url}/issue`, {})).status, 303)
  const pdf = await visitor.get(`${url}/1.pdf`)
  t.equal(pdf.status, 200)
  t.match(pdf.raw.subarray(0, 5).toString(), '%PDF-')
})

async function accept(visitor: Visitor, url: string, target: string): Promise<void> {
  const { body } = await visitor.get(`${url}/findings`)
  const article = body.slice(body.indexOf(`id="finding-${target}"`))
  const mark = /name="mark" value="([^"]+)"/.exec(article)?.[1] ?? ''
  await visitor.post(`${url}/findings/${target}`, { act: 'accept', mark })
}

async function markIn(visitor: Visitor, url: string): Promise<string> {
  return /name="mark" value="([^"]+)"/.exec((await visitor.get(`${url}/report`)).body)?.[1] ?? ''
}

async function statusOf({ db }: AccountScope, checkId: string): Promise<string> {
  return (await db.selectFrom('checks').select('status').where('id', '=', checkId).executeTakeFirstOrThrow())
    .status
}

async function filesOf({ db }: AccountScope, checkId: string): Promise<number> {
  return (await db.selectFrom('report_files').select('version').where('check_id', '=', checkId).execute())
    .length
}
