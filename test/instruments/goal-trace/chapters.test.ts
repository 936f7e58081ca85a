import t from 'tap'
import type { Exhibit } from '../../../src/domain/chapter.ts'
import { contribute } from '../../../src/instruments/goal-trace/contribute.ts'
import { instrument } from '../../../src/instruments/goal-trace/instrument.ts'
import type { MarkSheet } from '../../../src/instruments/goal-trace/marks.ts'
import { suggestMarks } from '../../../src/instruments/goal-trace/suggest-marks.ts'
import { traceChapters } from '../../../src/instruments/goal-trace/trace-results/chapters.ts'
import { inHalves } from '../../../src/instruments/goal-trace/trace-results/say-kept.ts'
import type { TracedGoal } from '../../../src/instruments/goal-trace/traced-goal.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'
import { messagesIn } from '../../support/messages-in.ts'
import { aLine, anInterview, kept, reference } from './interview-builder.ts'

const translate = readCatalogue()
const lost: MarkSheet = { outcome: 'kept', measure: 'missing', deadline: 'changed' }
const aGoal = (id: string, interviews: TracedGoal['interviews']): TracedGoal => ({
  ...{ id, name: `Goal ${id}`, reference, interviews },
})
const tree = (more: Partial<ReturnType<typeof anInterview>> = {}) => [
  anInterview('top', { level: 'executive', team: 'Secretteam', marks: kept, connection: 'stated' }),
  anInterview('a', { team: 'Sales', reportsTo: 'top', marks: kept, connection: 'stated', ...more }),
  anInterview('b', {
    team: 'Product',
    reportsTo: 'top',
    marks: lost,
    said: 'Secretwords',
    connection: 'none',
  }),
]

function told(goals: readonly TracedGoal[]): string {
  const texts = [...messagesIn(traceChapters({ version: 1, goals }))]
  return texts.map((text) => translate.say('en', text)).join('\n')
}

function exhibitsOf(goals: readonly TracedGoal[]): readonly Exhibit[] {
  return traceChapters({ version: 1, goals }).flatMap(({ exhibits }) => exhibits)
}

t.test('says where a goal breaks, by team and level', async (t) => {
  const text = told([aGoal('x', tree())])
  t.match(text, '“Goal x” breaks between Executive (one interview) and Product (head)')
  t.match(text, 'Product (head): 1 of 3')
  t.match(text, 'At the 2 ends of its way between 1 of 3 and 3 of 3 elements are left.')
  t.match(text, 'A traced goal is a case, not a rate')
  t.match(text, 'Sales (head) keeps the measure and the date, Product (head) does not.')
  t.notMatch(text, '{')
})

t.test('names every element that is lost first', async (t) => {
  const none: MarkSheet = { outcome: 'kept', measure: 'missing', deadline: 'missing' }
  const ofTwo = told([aGoal('x', aLine([kept, none]))])
  t.match(ofTwo, 'The first elements to get lost are the measure and the date: among')
  const ofOne = told([aGoal('x', aLine([kept, { ...none, measure: 'kept' }]))])
  t.match(ofOne, 'The first element to get lost is the date: among')
})

t.test('shows no team of a level with one interview, no role, and no word without consent', async (t) => {
  const goals = [aGoal('x', tree())]
  const all = JSON.stringify(traceChapters({ version: 1, goals }))
  for (const secret of ['Secretteam', 'Secretwords', 'Role a', 'Role b']) t.notMatch(all, secret)
  const ticked = goals.map((goal) => ({
    ...goal,
    interviews: goal.interviews.map((one) => ({ ...one, mayQuote: true })),
  }))
  t.match(JSON.stringify(traceChapters({ version: 1, goals: ticked })), 'Secretwords')
})

t.test('the table equals the tree, and stands in the appendix', async (t) => {
  const exhibits = exhibitsOf([aGoal('x', tree())])
  const [drawn] = exhibits.flatMap((each) => (each.kind === 'tree' ? [each] : []))
  const [table] = exhibits.flatMap((each) =>
    each.kind === 'listing' && each.id.includes('interviews') ? [each] : [],
  )
  t.same(
    table?.rows,
    drawn?.nodes.map(({ row }) => [row.place, row.from, row.kept, row.passed, row.lost]),
  )
  t.same(
    drawn?.nodes.map(({ share, isBreak }) => [share, isBreak]),
    [
      [1, false],
      [1, false],
      [1 / 3, true],
    ],
  )
})

t.test('a goal that is not marked, or stands in no chain, is not printed', async (t) => {
  t.same(traceChapters({ version: 1, goals: [] }), [])
  t.same(traceChapters({ version: 1, goals: [aGoal('x', [anInterview('a')])] }), [])
  t.same(
    traceChapters({
      version: 1,
      goals: [aGoal('x', [anInterview('a', { reportsTo: 'gone', marks: kept })])],
    }),
    [],
  )
})

t.test('several goals share one chapter', async (t) => {
  const goals = [aGoal('x', tree()), aGoal('y', aLine([kept, kept]))]
  const [chapter] = traceChapters({ version: 1, goals })
  t.equal(
    chapter && translate.say('en', chapter.title),
    '1 of 2 traced goals loses something on the way down',
  )
  const ids = exhibitsOf(goals).map(({ id }) => id)
  t.equal(new Set(ids).size, ids.length, 'every exhibit has an id of its own')
})

t.test('enters the overall figure from three goals on, with the range of leaving one out', async (t) => {
  const goal = (id: string, last: MarkSheet) => aGoal(id, aLine([kept, last]))
  const none: MarkSheet = { outcome: 'missing', measure: 'missing', deadline: 'missing' }
  const components = (goals: readonly TracedGoal[]) => contribute({ version: 1, goals }).components
  t.same(components([goal('a', kept), goal('b', none)]), [])
  const [component] = components([goal('a', kept), goal('b', kept), goal('c', none)])
  t.match(component, { name: 'trace', low: 50, high: 100 })
  t.equal(Math.round(component?.value ?? 0), 67)
})

t.test('reads a restatement in another language than the reference', async (t) => {
  const said = 'Wir wollen bis Ende 2027 400 mittelgroße Händler gewinnen.'
  const marks = suggestMarks({ reference, said, languages: ['de', 'en'] })
  t.match(Object.fromEntries(marks.map(({ element, mark }) => [element, mark])), {
    measure: 'kept',
    deadline: 'kept',
  })
})

t.test('writes halves as people do', async (t) => {
  t.same([0, 0.5, 1, 2.5].map(inHalves), ['0', '½', '1', '2½'])
})

t.test('its results are told from something else', async (t) => {
  t.ok(instrument.results.safeParse({ version: 1, goals: [aGoal('x', tree())] }).success)
  t.notOk(instrument.results.safeParse({ version: 1 }).success)
})
