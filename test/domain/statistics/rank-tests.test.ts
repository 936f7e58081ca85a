import fc from 'fast-check'
import t from 'tap'
import { benjaminiHochberg } from '../../../src/domain/statistics/benjamini-hochberg.ts'
import { cliffsDelta, deltaInWords } from '../../../src/domain/statistics/cliffs-delta.ts'
import type { TwoHistograms } from '../../../src/domain/statistics/mann-whitney.ts'
import { mannWhitney } from '../../../src/domain/statistics/mann-whitney.ts'
import { mannWhitneyExact } from '../../../src/domain/statistics/mann-whitney-exact.ts'
import { goldenCases, isClose } from '../../golden/golden-cases.ts'

type Values = { a: readonly number[]; b: readonly number[] }
type Delta = {
  cliffDelta: number
  ciLow?: number
  ciHigh?: number
  variance?: number
  U?: number
  pExact?: number
}

t.test('finds the published delta, variance and interval with ties', async (t) => {
  const [{ input, expected } = fail()] = goldenCases<Values, Required<Delta>>('cliff-hogarty')
  const found = cliffsDelta(overValues(input))
  t.ok(isClose(found?.delta ?? null, expected.cliffDelta))
  t.ok(isClose(found?.variance ?? null, expected.variance))
  t.ok(isClose(found?.interval?.low ?? null, expected.ciLow), `${found?.interval?.low}`)
  t.ok(isClose(found?.interval?.high ?? null, expected.ciHigh), `${found?.interval?.high}`)
})

t.test('finds no difference and no p-value when everyone says the same', async (t) => {
  const [{ input, expected } = fail()] = goldenCases<{ a: number[]; b: number[] }, Delta>('cliff-identical')
  const groups = { first: input.a, second: input.b }
  t.equal(cliffsDelta(groups)?.delta, expected.cliffDelta)
  t.match(mannWhitney(groups), { z: null, p: null })
  t.equal(mannWhitneyExact(groups)?.p, expected.pExact)
})

t.test('counts the single extreme arrangement of two separated groups', async (t) => {
  const [{ input, expected } = fail()] = goldenCases<{ a: number[]; b: number[] }, Delta>('cliff-separated')
  const exact = mannWhitneyExact({ first: input.a, second: input.b })
  t.equal(exact?.u, expected.U)
  t.ok(isClose(exact?.p ?? null, expected.pExact ?? null))
  t.equal(cliffsDelta({ first: input.a, second: input.b })?.delta, 1)
})

t.test('finds the textbook p-value without ties', async (t) => {
  const [{ input, expected } = fail()] = goldenCases<Values, { U: number; pExactGreater: number }>('mw-')
  const exact = mannWhitneyExact(overValues(input))
  t.equal(exact?.u, expected.U)
  t.ok(isClose(exact?.pGreater ?? null, expected.pExactGreater))
})

t.test('approximates the exact p-value in groups of thirty', async (t) => {
  const groups = { first: [2, 4, 9, 10, 5], second: [6, 8, 9, 5, 2] }
  t.ok(isClose(mannWhitney(groups)?.p ?? null, mannWhitneyExact(groups)?.p ?? null, 0.005))
})

t.test('turns around with the groups', async () => {
  const histogram = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 5, maxLength: 5 })
  fc.assert(
    fc.property(histogram, histogram, (first, second) => {
      const there = mannWhitney({ first, second })
      const back = mannWhitney({ first: second, second: first })
      if (there === null || back === null) return there === back
      return isClose(there.z, back.z === null ? null : -back.z) && isClose(there.p, back.p)
    }),
  )
})

t.test('has no answer for an empty group', async (t) => {
  const groups = { first: [0, 0, 0, 0, 0], second: [1, 2, 3, 4, 5] }
  t.same([mannWhitney(groups), mannWhitneyExact(groups), cliffsDelta(groups)], [null, null, null])
})

t.test('says the size of a delta in words at the published limits', async (t) => {
  t.same([0.146, -0.147, 0.33, -0.474].map(deltaInWords), ['negligible', 'small', 'medium', 'large'])
})

t.test('adjusts p-values for the number of tests, keeping their order and what was not tested', async (t) => {
  for (const { input, expected } of goldenCases<{ p: number[] }, { adjusted: number[] }>('bh-')) {
    t.same(benjaminiHochberg(input.p), expected.adjusted)
  }
  const adjusted = benjaminiHochberg([0.04, null, 0.01, 0.03, 0.9])
  const rounded = adjusted.map((p) => (p === null ? null : Math.round(p * 1e6) / 1e6))
  t.same(rounded, [0.053333, null, 0.04, 0.053333, 0.9])
})

function overValues({ a, b }: Values): TwoHistograms {
  const values = [...new Set([...a, ...b])].toSorted((x, y) => x - y)
  const count = (list: readonly number[]) => values.map((value) => list.filter((one) => one === value).length)
  return { first: count(a), second: count(b) }
}

function fail(): never {
  throw new Error('The golden case is missing')
}
