import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import { anOwner, signedIn, startApp, type Visitor } from '../../support/app.ts'
import { onEachDatabase } from '../../support/database.ts'
import { aRichCheck } from '../../support/kestrel.ts'
import { aGoal, anInterviewOf, kept, mark, say } from './trace-room.ts'

t.setTimeout(240_000)

const hidden = {
  name: 'Markername',
  role: 'Markerrole',
  team: 'Markerteam',
  said: 'Markersaid without a tick, 7 merchants',
  work: 'Markerwork',
}
const people = [
  { key: 'top', level: 'executive', team: hidden.team, marks: kept, mayQuote: 'yes', said: 'All of it' },
  { key: 'sales', below: 'top', level: 'head', team: 'Sales', marks: kept, said: 'Win them' },
  {
    key: 'product',
    below: 'top',
    level: 'head',
    team: 'Product',
    marks: { 'mark-outcome': 'changed', 'mark-measure': 'missing', 'mark-deadline': 'missing' },
    said: hidden.said,
  },
  {
    key: 'first',
    below: 'product',
    level: 'individual',
    team: 'Product',
    marks: { 'mark-outcome': 'changed', 'mark-measure': 'changed', 'mark-deadline': 'missing' },
    said: hidden.said,
  },
  {
    key: 'second',
    below: 'product',
    level: 'individual',
    team: 'Design',
    marks: { 'mark-outcome': 'changed', 'mark-measure': 'missing', 'mark-deadline': 'missing' },
    said: 'Markerquote with a tick',
    mayQuote: 'yes',
  },
] as const

async function textOfPdf(visitor: Visitor, url: string): Promise<string> {
  const { raw } = await visitor.get(url)
  const document = await getDocument({ data: new Uint8Array(raw), verbosity: 0 }).promise
  const numbers = Array.from({ length: document.numPages }, (_, at) => at + 1)
  const pages = await Promise.all(
    numbers.map(async (number) => (await (await document.getPage(number)).getTextContent()).items),
  )
  return pages
    .flat()
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
}

async function accept(visitor: Visitor, url: string, target: string): Promise<void> {
  const { body } = await visitor.get(`${url}/findings`)
  const article = body.slice(body.indexOf(`id="finding-${target}"`))
  const [, given = ''] = /name="mark" value="([^"]+)"/.exec(article) ?? []
  await visitor.post(`${url}/findings/${target}`, { act: 'accept', mark: given })
}

onEachDatabase(
  t,
  'no name, no role, no word without a tick and no team of a single one leaves the room',
  async (t, database) => {
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const { checkId } = await aRichCheck(scope)
    const visitor = await signedIn(running)
    const url = `/app/checks/${checkId}`
    const goal = await aGoal(visitor, checkId)
    const ids = new Map<string, string>()
    for (const one of people) {
      const { key, level, team } = one
      const reportsTo = 'below' in one ? (ids.get(one.below) ?? '') : ''
      const person = { role: `${hidden.role} ${key}`, name: hidden.name, level, team, reportsTo }
      ids.set(key, await anInterviewOf(visitor, scope, { goal, person }))
      const address = `${url}/goal-trace/interviews/${ids.get(key)}`
      const tick = 'mayQuote' in one ? { mayQuote: one.mayQuote } : {}
      await say(visitor, address, { said: one.said, work: hidden.work, ...tick })
      await mark(visitor, address, { ...one.marks, connection: level === 'individual' ? 'other' : 'stated' })
    }
    await visitor.get(goal)
    await accept(visitor, url, 'translation-gap')
    await visitor.get(`${url}/report`)
    t.equal((await visitor.post(`${url}/report/issue`, {})).status, 303)
    const told: Readonly<Record<string, string>> = {
      results: (await visitor.get(`${url}/goal-trace/results`)).body,
      findings: (await visitor.get(`${url}/findings`)).body,
      overview: (await visitor.get(url)).body,
      draft: (await visitor.get(`${url}/report/draft`)).body,
      report: (await visitor.get(`${url}/report/1`)).body,
      pdf: await textOfPdf(visitor, `${url}/report/1.pdf`),
      kept: JSON.stringify(await database.db.selectFrom('reports').select('model').execute()),
    }
    for (const [where, text] of Object.entries(told)) {
      for (const [what, marker] of Object.entries(hidden)) t.notMatch(text, marker, `${what} in ${where}`)
    }
    for (const where of ['results', 'report', 'pdf']) {
      t.match(told[where], 'Markerquote', `what may be quoted is quoted in ${where}`)
      t.match(told[where], 'Not quoted', `and that the other may not be, in ${where}`)
      t.match(told[where], 'one interview')
      t.match(told[where], /Product \(head\)/)
    }
    t.match(told.report, 'id="finding-translation-gap"')
    t.match(told.report, '<svg class="chart"')
  },
)
