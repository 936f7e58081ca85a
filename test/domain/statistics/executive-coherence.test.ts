import fc from 'fast-check'
import t from 'tap'
import {
  coherenceInWords,
  executiveCoherence,
  overlapBetween,
} from '../../../src/domain/statistics/executive-coherence.ts'
import { fleissKappa } from '../../../src/domain/statistics/fleiss-kappa.ts'
import { hopRatio, retentionOf } from '../../../src/domain/statistics/trace-fidelity.ts'
import { goldenCases, isClose } from '../../golden/golden-cases.ts'

const quick = { draws: 99 }

t.test('is 1 when all lists are identical', async (t) => {
  type Input = { lists: string[][]; universeSize: number }
  const [one] = goldenCases<Input, { meanOverlap: number; fleissKappa: number }>('exec-identical')
  const found = executiveCoherence(one?.input.lists ?? [], { universe: one?.input.universeSize ?? 0 })
  t.equal(found?.meanOverlap, one?.expected.meanOverlap)
  t.equal(found?.kappa, one?.expected.fleissKappa)
  t.match(found, { index: 100, word: 'near-unanimous', meanShared: 3, chanceShared: 0.75, isUneven: false })
})

t.test('is 1 by definition when the codebook has only the three themes that everyone named', async (t) => {
  const found = executiveCoherence(
    [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
    ],
    { universe: 3, ...quick },
  )
  t.match(found, { kappa: 1, p: 1, leaveOneOut: null })
})

t.test('is 0 points for lists with nothing in common', async (t) => {
  const found = executiveCoherence(
    [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ],
    { universe: 9, ...quick },
  )
  t.match(found, { meanShared: 0, chanceShared: 1, index: 0, word: 'little-more-than-chance', p: 1 })
  t.ok((found?.kappa ?? 0) < 0)
})

t.test("equals Fleiss' κ on the matrix of executives and themes", async () => {
  const themes = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const lists = fc.array(fc.shuffledSubarray(themes, { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 8,
  })
  fc.assert(
    fc.property(lists, (all) => {
      const counts = themes.map((theme) => {
        const named = all.filter((list) => list.includes(theme)).length
        return [named, all.length - named]
      })
      const found = executiveCoherence(all, { universe: themes.length, draws: 1 })
      return isClose(found?.kappa ?? null, fleissKappa(counts)?.kappa ?? null)
    }),
  )
})

t.test('finds p near its exact value, and the same one again', async (t) => {
  // Two people, three of nine each: P(2 or more in common) = (C(3,2)·C(6,1) + 1)/C(9,3) = 19/84.
  const lists = [
    ['a', 'b', 'c'],
    ['a', 'b', 'd'],
  ]
  const p = executiveCoherence(lists, { universe: 9 })?.p ?? 0
  t.ok(Math.abs(p - 19 / 84) < 0.015, `${p}`)
  t.equal(executiveCoherence(lists, { universe: 9 })?.p, p)
})

t.test('shows how far one person moves it', async (t) => {
  const same = ['a', 'b', 'c']
  const found = executiveCoherence([same, same, same, same, ['d', 'e', 'f']], { universe: 10, ...quick })
  t.equal(found?.leaveOneOut?.high, 1)
  t.ok((found?.leaveOneOut?.low ?? 1) < (found?.kappa ?? 0))
})

t.test('divides by the shorter list and says that lists differ', async (t) => {
  const found = executiveCoherence([['a', 'b', 'c'], ['a'], []], { universe: 6, ...quick })
  t.match(found, { executives: 2, meanOverlap: 1, kappa: 1, isUneven: true })
  t.equal(overlapBetween(['a', 'b', 'c'], ['c', 'd']), 0.5)
  t.equal(overlapBetween([], ['a']), null)
})

t.test('has nothing to say about fewer than two executives', async (t) => {
  t.equal(executiveCoherence([['a', 'b', 'c'], []], { universe: 5 }), null)
})

t.test('does not depend on the order of executives or of their lists', async () => {
  const lists = fc.array(fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1, maxLength: 3 }), {
    minLength: 3,
    maxLength: 6,
  })
  fc.assert(
    fc.property(lists, (all) => {
      const there = executiveCoherence(all, { universe: 8, draws: 1 })
      const back = executiveCoherence(
        all.toReversed().map((list) => list.toReversed()),
        { universe: 8, draws: 1 },
      )
      return isClose(there?.kappa ?? null, back?.kappa ?? null) && there?.isUneven === back?.isUneven
    }),
  )
})

t.test('changes its word at .2, .4, .6 and .8', async (t) => {
  t.same([0.19, 0.2, 0.4, 0.6, 0.8].map(coherenceInWords), [
    'little-more-than-chance',
    'partial',
    'moderate',
    'strong',
    'near-unanimous',
  ])
})

t.test('keeps, hop by hop, what the golden trace keeps', async (t) => {
  type Expected = { retainedVsOriginal: number[]; hop: number[] }
  const [one] = goldenCases<{ levels: number[][] }, Expected>('trace-fidelity')
  const kept = (one?.input.levels ?? []).map((level) => retentionOf(level))
  t.same(
    kept.map((level) => level?.share),
    one?.expected.retainedVsOriginal,
  )
  for (const [at, expected] of (one?.expected.hop ?? []).entries()) {
    const [above, below] = [kept[at], kept[at + 1]]
    t.ok(above && below && isClose(hopRatio(above, below), expected))
  }
  const nothing = retentionOf([0, 0])
  t.equal(nothing && hopRatio(nothing, nothing), null)
  t.equal(retentionOf([]), null)
})
