import fc from 'fast-check'
import t from 'tap'
import { kendallsW, ranksOfList } from '../../../src/domain/statistics/kendall-w.ts'
import { z95 } from '../../../src/domain/statistics/normal.ts'
import { rankBiasedOverlap } from '../../../src/domain/statistics/rank-biased-overlap.ts'
import { goldenCases, isClose } from '../../golden/golden-cases.ts'

type W = { w: number; chi2?: number; p?: number }

t.test('finds the published W, χ² and p, with and without ties', async (t) => {
  for (const { id, input, expected } of goldenCases<{ raters: number[][] }, W>('w-')) {
    const found = kendallsW(input.raters)
    t.ok(isClose(found?.w ?? null, expected.w), id)
    if (expected.chi2 !== undefined) t.ok(isClose(found?.chi2 ?? null, expected.chi2), id)
    if (expected.p !== undefined) t.ok(isClose(found?.p ?? null, expected.p), id)
  }
})

t.test('has no W for one rater, one object or nothing but ties', async (t) => {
  t.same(
    [
      [],
      [[1, 2]],
      [[1], [1]],
      [
        [2, 2],
        [2, 2],
      ],
    ].map(kendallsW),
    [null, null, null, null],
  )
})

t.test('gives unlisted themes the mean of the ranks that are left', async (t) => {
  t.same(ranksOfList(['b', 'a'], ['a', 'b', 'c', 'd', 'e']), [2, 1, 4, 4, 4])
  t.same(ranksOfList(['b', 'b'], ['a', 'b']), [2, 1])
})

type Overlap = { ext: number | null; min?: number; max?: number; averageOverlap?: number }

t.test('finds the published overlap of two rankings and what the unseen could make of it', async (t) => {
  for (const { id, input, expected } of goldenCases<{ a: string[]; b: string[]; p: number }, Overlap>(
    'rbo-',
  )) {
    const found = rankBiasedOverlap(input.a, input.b, input.p)
    t.ok(isClose(found?.extrapolated ?? null, expected.ext), id)
    t.ok(expected.min === undefined || isClose(found?.low ?? null, expected.min), `${id} low`)
    t.ok(expected.max === undefined || isClose(found?.high ?? null, expected.max), `${id} high`)
    t.ok(
      expected.averageOverlap === undefined ||
        isClose(found?.averageOverlap ?? null, expected.averageOverlap),
      `${id} average`,
    )
  }
})

t.test('keeps the extrapolation between its limits, whichever list comes first', async () => {
  const list = fc.uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(list, list, (a, b) => {
      const there = rankBiasedOverlap(a, b)
      const back = rankBiasedOverlap(b, a)
      if (there === null || back === null) return false
      return (
        isClose(there.extrapolated, back.extrapolated) &&
        there.low <= there.extrapolated + 1e-9 &&
        there.extrapolated <= there.high + 1e-9
      )
    }),
  )
})

t.test('knows the normal quantile to nine digits', async (t) => {
  const [one] = goldenCases<{ p: number[] }, { z: number[] }>('normal-quantiles')
  t.ok(isClose(z95, one?.expected.z[one.input.p.indexOf(0.975)] ?? 0))
})
