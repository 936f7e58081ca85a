import t from 'tap'
import { contribute } from '../../../src/instruments/goal-trace/contribute.ts'
import type { MarkSheet } from '../../../src/instruments/goal-trace/marks.ts'
import type { TracedGoal } from '../../../src/instruments/goal-trace/traced-goal.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'
import { messagesIn } from '../../support/messages-in.ts'
import { aLine, anInterview, kept, reference } from './interview-builder.ts'

const translate = readCatalogue()
const lost: MarkSheet = { outcome: 'kept', measure: 'missing', deadline: 'missing' }

function aGoal(id: string, interviews: TracedGoal['interviews']): TracedGoal {
  return { id, name: `Goal ${id}`, reference, interviews }
}

const told = (goals: readonly TracedGoal[]) =>
  contribute({ version: 1, goals }).evidence.map(({ signal, strength, source }) => [signal, strength, source])

t.test('one goal that loses half in the first hop is weak evidence, two are stronger', async (t) => {
  const broken = aLine([lost, lost])
  t.same(told([aGoal('a', broken)]), [['first-hop', 1, 'goal-trace']])
  t.same(told([aGoal('a', broken), aGoal('b', broken)]), [['first-hop', 2, 'goal-trace']])
  t.same(told([aGoal('a', aLine([kept, lost]))]), [])
})

t.test('a trace among executives is the voice of the priorities test', async (t) => {
  t.same(told([aGoal('a', aLine([lost]))]), [['first-hop', 1, 'priorities-test']])
})

t.test('a changed goal that led to other work speaks for the translation gap', async (t) => {
  const top = anInterview('top', { level: 'executive', marks: kept })
  const elsewhere = (id: string, team: string) =>
    anInterview(id, { team, reportsTo: 'top', marks: { ...kept, outcome: 'changed' }, connection: 'other' })
  t.same(told([aGoal('a', [top, elsewhere('b', 'Sales')])]), [['translation', 1, 'goal-trace']])
  t.same(told([aGoal('a', [top, elsewhere('b', 'Sales'), elsewhere('c', 'Product')])]), [
    ['translation', 2, 'goal-trace'],
  ])
  const fuzzyOnly = { ...elsewhere('b', 'Sales'), marks: { ...kept, outcome: 'fuzzy' as const } }
  t.same(told([aGoal('a', [top, fuzzyOnly])]), [])
})

t.test('rests on those who said something, of all in the chain', async (t) => {
  const silent = anInterview('x', { level: 'manager', reportsTo: 'i0', said: '' })
  const [found] = contribute({ version: 1, goals: [aGoal('a', [...aLine([lost, lost]), silent])] }).evidence
  t.same(found?.basis, { n: 2, of: 3 })
})

t.test('examines nothing without a marked chain, and says what it could not read', async (t) => {
  const found = contribute({
    version: 1,
    goals: [
      aGoal('a', []),
      aGoal('b', [anInterview('x')]),
      aGoal('c', [anInterview('y', { reportsTo: 'gone' })]),
    ],
  })
  t.same(found.examined, [])
  t.same(
    found.unknowns.map(({ key, values }) => [key, values?.count]),
    [
      ['goal-trace.unknown.unmarked', 1],
      ['goal-trace.unknown.short', 1],
      ['goal-trace.unknown.left-out', 2],
    ],
  )
})

t.test('every sentence is in the catalogue with its places filled', async (t) => {
  const given = contribute({ version: 1, goals: [aGoal('a', aLine([lost, kept])), aGoal('b', [])] })
  for (const text of messagesIn(given)) t.notOk(translate.say('en', text).includes('{'), text.key)
})
