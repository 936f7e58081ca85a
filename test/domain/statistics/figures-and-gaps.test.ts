import fc from 'fast-check'
import t from 'tap'
import { assumedAgainstActual } from '../../../src/domain/statistics/assumed-against-actual.ts'
import type { Figure } from '../../../src/domain/statistics/figure.ts'
import { figureOf, meanOfFigures } from '../../../src/domain/statistics/figure.ts'
import { gapBetween, gapWords } from '../../../src/domain/statistics/gap.ts'
import type { HeadCount } from '../../../src/domain/statistics/head-count.ts'
import { headCount } from '../../../src/domain/statistics/head-count.ts'
import { certaintyOf, markGap } from '../../../src/domain/statistics/marks.ts'
import { recallOf } from '../../../src/domain/statistics/recall.ts'
import { goldenCases, isClose } from '../../golden/golden-cases.ts'

const exactly = (x: number, n: number, invited = n): HeadCount => ({ x, n, invited, low: x, high: x })
const atMost = (e: number, n: number): HeadCount => ({ x: 1, n, invited: n, low: 0, high: e })
const allBut = (e: number, n: number): HeadCount => ({ x: n - 1, n, invited: n, low: n - e, high: n })

t.test('counts recalled priorities once and blanks as none', async (t) => {
  type Input = { agreed: string[]; responses: string[][] }
  type Expected = {
    hits: number[]
    histogram: number[]
    meanHits: number
    shareAll3: number
    shareAtLeast1: number
    perPriority: Record<string, number>
  }
  for (const { input, expected } of goldenCases<Input, Expected>('recall-')) {
    const recall = recallOf(input.agreed, input.responses)
    t.same([recall.hits, recall.histogram], [expected.hits, expected.histogram])
    t.ok(isClose(recall.meanHits, expected.meanHits))
    t.ok(isClose(recall.shareAll, expected.shareAll3))
    t.ok(isClose(recall.shareAtLeastOne, expected.shareAtLeast1))
    for (const [name, share] of Object.entries(expected.perPriority))
      t.ok(isClose(recall.perPriority[name] ?? null, share))
  }
})

t.test('leaves recall undefined when nobody answered', async (t) => {
  t.match(recallOf(['grow'], []), {
    meanHits: null,
    shareAll: null,
    shareAtLeastOne: null,
    perPriority: { grow: null },
  })
})

t.test('compares what leaders assume with what staff said', async (t) => {
  type Input = { predictions: number[]; x: number; n: number; N: number }
  type Expected = {
    meanPredicted: number
    actual: number
    gapPoints: number
    hyperLowPct: number
    hyperHighPct: number
    insideInterval: number
    above: number
    below: number
  }
  for (const { input, expected } of goldenCases<Input, Expected>('assumed-')) {
    const actual = figure(exactly(input.x, input.n, input.N))
    const readings = input.predictions.map(
      (estimate) => assumedAgainstActual({ estimate, actual, reversed: false }).reading,
    )
    t.ok(isClose(actual.value, expected.actual))
    t.ok(
      isClose(actual.interval?.low ?? null, expected.hyperLowPct) &&
        isClose(actual.interval?.high ?? null, expected.hyperHighPct),
    )
    t.ok(
      isClose(
        assumedAgainstActual({ estimate: expected.meanPredicted, actual, reversed: false }).points,
        expected.gapPoints,
      ),
    )
    t.equal(readings.filter((reading) => reading === 'within-interval').length, expected.insideInterval)
    t.equal(readings.filter((reading) => reading?.includes('over')).length, expected.above)
    t.equal(readings.filter((reading) => reading?.includes('under')).length, expected.below)
  }
})

t.test(
  'calls an assumption over-estimated only beyond the worst case, and the other way round on reversed items',
  async (t) => {
    const actual: Figure = {
      value: 50,
      interval: { low: 40, high: 60 },
      bounds: { low: 30, high: 70 },
      everyoneAnswered: false,
    }
    const read = (estimate: number, reversed = false) =>
      assumedAgainstActual({ estimate, actual, reversed }).reading
    t.same(
      [71, 70, 61, 60].map((e) => read(e)),
      ['over-estimated', 'probably-over-estimated', 'probably-over-estimated', 'within-interval'],
    )
    t.same(
      [29, 30, 39, 40].map((e) => read(e)),
      ['under-estimated', 'probably-under-estimated', 'probably-under-estimated', 'within-interval'],
    )
    t.same([read(71, true), read(29, true)], ['under-estimated', 'over-estimated'])
  },
)

t.test('takes the interval from the lower limit of the least to the upper limit of the most', async (t) => {
  const told = figure({ x: 1, n: 9, invited: 12, low: 0, high: 2 })
  t.equal(told.interval?.low, figure(exactly(0, 9, 12)).interval?.low)
  t.equal(told.interval?.high, figure(exactly(2, 9, 12)).interval?.high)
  t.same(told.bounds, { low: 0, high: (100 * 5) / 12 })
})

t.test('gives open-link answers a share without interval or bounds', async (t) => {
  t.same(figureOf(exactly(20, 40, 0)), { value: 50, interval: null, bounds: null, everyoneAnswered: false })
})

t.test('has no figure without answers', async (t) => {
  t.equal(figureOf(exactly(0, 0, 7)), null)
  t.equal(meanOfFigures([]), null)
})

t.test('averages items and the ends of their intervals', async (t) => {
  const mean = meanOfFigures([figure(exactly(2, 10)), figure(exactly(6, 10))])
  t.match(mean, { value: 40, interval: { low: 40, high: 40 }, everyoneAnswered: true })
})

t.test('says head-counts as their edge allows', async (t) => {
  t.same(headCount(exactly(4, 9)), { kind: 'exact', x: 4, n: 9 })
  t.same(headCount(atMost(2, 9)), { kind: 'at-most', x: 2, n: 9 })
  t.same(headCount(allBut(2, 9)), { kind: 'all-but-at-most', x: 2, n: 9 })
  t.same(headCount({ x: 5, n: 18, invited: 18, low: 4, high: 6 }), {
    kind: 'between',
    low: 4,
    high: 6,
    n: 18,
  })
})

t.test('combines two intervals by MOVER', async (t) => {
  const first: Figure = { value: 70, interval: { low: 60, high: 78 }, bounds: null, everyoneAnswered: false }
  const second: Figure = { value: 40, interval: { low: 34, high: 44 }, bounds: null, everyoneAnswered: false }
  const gap = gapBetween(first, second)
  t.equal(gap.points, 30)
  t.ok(isClose(gap.interval?.low ?? null, 30 - Math.sqrt(10 ** 2 + 4 ** 2)))
  t.ok(isClose(gap.interval?.high ?? null, 30 + Math.sqrt(8 ** 2 + 6 ** 2)))
})

t.test('mirrors a gap when the groups change places', async () => {
  const group = fc
    .integer({ min: 5, max: 60 })
    .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }), silent: fc.nat(20) }))
  fc.assert(
    fc.property(group, group, (a, b) => {
      const first = figure(exactly(a.x, a.n, a.n + a.silent))
      const second = figure(exactly(b.x, b.n, b.n + b.silent))
      const there = gapBetween(first, second)
      const back = gapBetween(second, first)
      const isMirrored = isClose(there.interval?.low ?? null, -(back.interval?.high ?? Number.NaN))
      return (
        isMirrored &&
        (there.interval?.low ?? 1) <= there.points &&
        there.points <= (there.interval?.high ?? -1)
      )
    }),
  )
})

t.test('says "at least" or "at most" for a gap with a side at its edge', async (t) => {
  t.same(gapWords(exactly(8, 10), exactly(3, 10)), { kind: 'exact', points: 50 })
  t.same(gapWords(exactly(8, 10), atMost(2, 10)), { kind: 'at-least', points: 60 })
  t.same(gapWords(allBut(2, 10), exactly(3, 10)), { kind: 'at-least', points: 50 })
  t.same(gapWords(allBut(2, 10), atMost(2, 10)), { kind: 'at-least', points: 60 })
  t.same(gapWords(atMost(2, 10), exactly(5, 10)), { kind: 'at-most', points: -30 })
  t.same(gapWords(allBut(2, 10), allBut(2, 10)), { kind: 'about', points: 0 })
  t.equal(gapWords(exactly(0, 0), exactly(3, 10)), null)
})

t.test('tells a difference from many in plain points, as their share is told', async (t) => {
  const many = { x: 30, n: 100, invited: 110, low: 28, high: 32 }
  const some = { x: 6, n: 20, invited: 22, low: 5, high: 7 }
  t.same(gapWords(many, exactly(40, 100)), { kind: 'exact', points: -10 })
  t.same(gapWords(some, exactly(40, 100)), { kind: 'about', points: -10 })
  t.same(gapWords(allBut(2, 10), many), { kind: 'at-least', points: 48 }, 'by the most that many may be')
  t.same(gapWords(allBut(2, 10), some), { kind: 'at-least', points: 45 })
  t.same(gapWords(atMost(2, 10), some), { kind: 'at-most', points: -5 })
})

t.test('marks size by whole points and evidence by the interval', async (t) => {
  const mark = (points: number, low: number) => markGap({ points, interval: { low, high: 60 } })
  t.same(
    [9.4, 9.5, 19.4, -19.6].map((points) => mark(points, -1).size),
    ['neutral', 'medium', 'medium', 'large'],
  )
  t.same([mark(30, 0.1).evidence, mark(30, 0).evidence], ['solid', 'hollow'])
  t.equal(markGap({ points: -30, interval: { low: -50, high: -1 } }).evidence, 'solid')
  t.equal(markGap({ points: 30, interval: null }).evidence, 'hollow')
})

t.test('lets the rank test decide about evidence where there is one', async (t) => {
  const gap = { points: 30, interval: { low: 10, high: 50 } }
  t.equal(markGap(gap, 0.1).evidence, 'solid')
  t.equal(markGap(gap, 0.11).evidence, 'hollow')
})

t.test('says certainty by half the width of the interval', async (t) => {
  const certainty = (half: number) => certaintyOf({ interval: { low: 50 - half, high: 50 + half } })
  t.same([5, 5.6, 15, 16].map(certainty), ['well-established', 'good-guide', 'good-guide', 'indicative'])
  t.equal(certaintyOf({ interval: null }), null)
})

function figure(count: HeadCount): Figure {
  const found = figureOf(count)
  if (found === null) throw new Error('No answers')
  return found
}
