import t from 'tap'
import type { RatingSpread, Ratings } from '../../../src/domain/statistics/rating-spread.ts'
import { spreadOf } from '../../../src/domain/statistics/rating-spread.ts'
import { goldenCases, isClose } from '../../golden/golden-cases.ts'

for (const { id, input, expected } of goldenCases<{ counts: Ratings }, RatingSpread>('hist-')) {
  t.test(`agrees with the reference implementation: ${id}`, async (t) => {
    const spread = spreadOf(input.counts)
    for (const [name, value] of Object.entries(expected)) {
      const found = spread[name as keyof RatingSpread]
      t.ok(isClose(found, value, 1e-8), `${name}: ${found} is ${value}`)
    }
  })
}

t.test('leaves everything undefined without answers', async (t) => {
  const { n, ...rest } = spreadOf([0, 0, 0, 0, 0])
  t.equal(n, 0)
  t.ok(Object.values(rest).every((value) => value === null))
})

t.test('leaves the variance and what rests on it undefined for one answer', async (t) => {
  const spread = spreadOf([0, 1, 0, 0, 0])
  t.match(spread, {
    mean: 2,
    median: 2,
    sampleVariance: null,
    rwg: null,
    rwgLindell: null,
    awg: null,
    adMean: 0,
  })
})

t.test('leaves a_wg undefined where the mean is too near an end', async (t) => {
  t.equal(spreadOf([0, 0, 0, 0, 12]).awg, null)
})
