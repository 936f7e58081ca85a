import fc from 'fast-check'
import t from 'tap'
import { workshopAgenda } from '../../../src/instruments/priorities-test/agenda.ts'
import { nameExecutive } from '../../../src/instruments/priorities-test/coded-test.ts'
import { headOnConflicts } from '../../../src/instruments/priorities-test/head-on-conflicts.ts'
import { scoreCoherence } from '../../../src/instruments/priorities-test/score-coherence.ts'
import { disagreeingMeasures } from '../../../src/instruments/priorities-test/success-measures.ts'
import { themeMatrix } from '../../../src/instruments/priorities-test/theme-matrix.ts'
import { whoStandsWhere } from '../../../src/instruments/priorities-test/who-stands-where.ts'
import { aTest, aTestOf } from './test-builder.ts'

t.test('finds what one puts first and another would stop, push down or trade away, by rank', async (t) => {
  const test = aTest([
    { P1: [{ theme: 'growth' }, { theme: 'quality' }] },
    { P3: [{ theme: 'growth' }], P5: [{ theme: 'quality', team: 'Product' }] },
    {
      P2: [
        { theme: 'margin', side: 'chosen', answer: 'x' },
        { theme: 'growth', side: 'over', answer: 'x', text: 'Growth can wait until next year' },
      ],
    },
  ])
  const found = headOnConflicts(test)
  t.same(
    found.map(({ rank, kind, theme, against, isSequencing }) => [
      rank,
      kind,
      theme,
      against.executive,
      isSequencing,
    ]),
    [
      [1, 'stop', 'growth', 'b', false],
      [1, 'trade-away', 'growth', 'c', true],
      [2, 'push-down', 'quality', 'b', false],
    ],
  )
  t.equal(found[1]?.instead?.theme, 'margin')
})

t.test('sees no conflict in what is chosen, in oneself, or without a theme', async (t) => {
  const test = aTest([
    { P1: [{ theme: 'growth' }, { theme: null }], P3: [{ theme: 'growth' }] },
    { P2: [{ theme: 'growth', side: 'chosen' }], P3: [{ theme: null }] },
  ])
  t.same(headOnConflicts(test), [])
})

t.test('counts two statements of one theme as one priority', async (t) => {
  const test = aTest([
    { P1: [{ theme: 'growth' }, { theme: 'growth' }, { theme: 'quality' }] },
    { P3: [{ theme: 'growth' }, { theme: 'quality' }] },
  ])
  t.same(
    headOnConflicts(test).map(({ theme, rank }) => [theme, rank]),
    [
      ['growth', 1],
      ['quality', 2],
    ],
  )
})

t.test('lays themes against executives, the most named first', async (t) => {
  const matrix = themeMatrix(aTestOf([['b', 'a'], ['a'], ['a', 'c']]))
  t.same(
    matrix.rows.map(({ theme, ranks }) => [theme.id, ranks]),
    [
      ['a', [2, 1, 1]],
      ['b', [1, null, null]],
      ['c', [null, null, 2]],
    ],
  )
  t.equal(matrix.distinct, 3)
  t.same(
    [matrix.namedByAll, matrix.namedByOne].map((list) => list.map(({ id }) => id)),
    [['a'], ['b', 'c']],
  )
})

const success = (text: string, target: string | null, theme = 'growth') => ({ P4: [{ theme, text, target }] })
const kinds = (...answers: ReturnType<typeof success>[]) =>
  disagreeingMeasures(aTest(answers)).map(({ kind }) => kind)

t.test('tells another target from another measure', async (t) => {
  t.same(kinds(success('New merchants', '400'), success('Number of merchants', '600')), ['different-target'])
  t.same(kinds(success('New merchants', '400'), success('Revenue', '€4m')), ['different-measure'])
  t.same(kinds(success('New merchants', '400 by March'), success('Merchants', '400 in September')), [
    'different-target',
  ])
  t.same(kinds(success('New merchants', '400'), success('Merchants signed', '400')), [])
  t.same(kinds(success('New merchants', '400'), success('Merchants', null)), [])
  t.same(kinds(success('New merchants', '400'), success('Revenue', '€4m', 'other')), [])
})

t.test('takes people for agreed who have one measure of a theme in common', async (t) => {
  const both = {
    P4: [
      { theme: 'growth', text: 'Revenue', target: '€4m' },
      { theme: 'growth', text: 'Merchants', target: '400' },
    ],
  }
  t.same(disagreeingMeasures(aTest([both, success('Merchants', '400')])), [])
})

t.test('splits the team in two only if the data says so', async (t) => {
  const [left, right] = [
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]
  const found = whoStandsWhere(aTestOf([left, right, left, right]))
  t.same(found.split, {
    groups: [
      [0, 2],
      [1, 3],
    ],
    within: 1,
    between: 0,
  })
  t.equal(whoStandsWhere(aTestOf([left, left, left, left])).split, null)
  t.equal(whoStandsWhere(aTestOf([left, right, left])).split, null)
  t.equal(whoStandsWhere(aTestOf([left, ['a', 'b', 'd'], ['a', 'c', 'e'], ['a', 'b', 'f']])).split, null)
})

t.test('looks at fifteen executives in no time, with one who named nothing', async (t) => {
  const lists = Array.from({ length: 14 }, (_, at) => (at < 6 ? ['a', 'b', 'c'] : ['c', 'd', 'e']))
  const found = whoStandsWhere(aTestOf([...lists, []]))
  t.same(
    found.split?.groups.map(({ length }) => length),
    [6, 8],
  )
  t.same(found.overlap[14]?.slice(0, 2), [null, null])
})

t.test('withholds coherence when coders disagree or too few have answered', async (t) => {
  const lists = [
    ['a', 'b', 'c'],
    ['a', 'b', 'd'],
    ['a', 'e', 'f'],
  ]
  t.same(scoreCoherence(aTestOf(lists, { coders: { count: 2, alpha: 0.66 } })), {
    outcome: 'withheld',
    reason: 'coders-disagree',
  })
  t.match(scoreCoherence(aTestOf([['a'], []])), { outcome: 'withheld', reason: 'too-few' })
  t.match(scoreCoherence(aTestOf([['a'], ['a'], []])), { outcome: 'withheld', reason: 'too-few' })
  t.match(scoreCoherence(aTestOf([])), { outcome: 'withheld', reason: 'too-few' })
  t.match(scoreCoherence(aTestOf(lists, { coders: { count: 1, alpha: null } })), {
    outcome: 'scored',
    isOneCoder: true,
    coherence: { executives: 3, themes: 6 },
    concordance: { degrees: 5 },
  })
})

t.test('proposes two or three decisions, the highest conflict first and the choice last', async (t) => {
  const test = aTest([
    { P1: ['a', 'b', 'c'].map((theme) => ({ theme })), ...success('New merchants', '400', 'c') },
    {
      P1: ['d', 'e', 'c'].map((theme) => ({ theme })),
      P3: [{ theme: 'b' }],
      ...success('Merchants', '900', 'c'),
    },
    { P1: [{ theme: 'd' }], P5: [{ theme: 'a' }, { theme: 'e' }] },
  ])
  const agenda = workshopAgenda(test)
  t.same(
    agenda.map(({ kind, theme, sides }) => [kind, theme, sides.length]),
    [
      ['conflict', 'a', 2],
      ['conflict', 'b', 2],
      ['choose', null, 5],
    ],
  )
  t.same(
    workshopAgenda(
      aTestOf([
        ['a', 'b', 'c'],
        ['c', 'b', 'a'],
      ]),
    ),
    [],
  )
})

t.test('calls people by role only if all agreed', async (t) => {
  const test = aTestOf([['a'], ['b']])
  t.equal(nameExecutive(test, 'b'), 'Head b')
  const executives = test.executives.map((one, at) => ({ ...one, mayShowRole: at > 0 }))
  t.same(nameExecutive({ ...test, executives }, 'b'), {
    key: 'priorities-test.executive',
    values: { letter: 'B' },
  })
})

t.test('never proposes more than three decisions, and no theme twice', async () => {
  const themes = fc.array(
    fc.constantFrom('a', 'b', 'c', 'd', 'e').map((theme) => ({ theme })),
    { maxLength: 3 },
  )
  const answers = fc.array(fc.record({ P1: themes, P3: themes, P5: themes }), { maxLength: 6 })
  fc.assert(
    fc.property(answers, (given) => {
      const decided = workshopAgenda(aTest(given)).map(({ theme }) => theme)
      return decided.length <= 3 && new Set(decided).size === decided.length
    }),
  )
})
