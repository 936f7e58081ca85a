import fc from 'fast-check'
import t from 'tap'
import { worstCase } from '../../../src/domain/statistics/figure.ts'
import { hypergeometricInterval } from '../../../src/domain/statistics/hypergeometric.ts'
import { goldenCases } from '../../golden/golden-cases.ts'
import { cpuMsOf } from '../../support/cpu-time.ts'

type Input = { x: number; n: number; N: number }
type Expected = { low: number; high: number; worstLow: number; worstHigh: number }

for (const { id, input, expected } of goldenCases<Input, Expected>('hyper-')) {
  t.test(`inverts the exact tails: ${id}`, async (t) => {
    const { x, n, N } = input
    t.same(hypergeometricInterval(x, n, N), { low: expected.low, high: expected.high })
    const bounds = worstCase({ x, n, invited: N, low: x, high: x })
    t.same(bounds, { low: expected.worstLow, high: expected.worstHigh })
  })
}

t.test('accepts exactly the totals that exact whole-number tails accept', async () => {
  const sample = fc
    .integer({ min: 1, max: 40 })
    .chain((all) =>
      fc
        .integer({ min: 0, max: all })
        .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n), fc.constant(all))),
    )
  fc.assert(
    fc.property(sample, ([x, n, all]) => {
      const interval = hypergeometricInterval(x, n, all)
      const accepted = Array.from({ length: all + 1 }, (_, marked) => marked).filter((marked) =>
        isAccepted(x, n, { marked, all }),
      )
      return interval?.low === accepted[0] && interval?.high === accepted.at(-1)
    }),
    { numRuns: 300 },
  )
})

t.test('covers the truth in at least 95 of 100 samples, whatever it is', async (t) => {
  for (const [n, all] of [
    [5, 8],
    [9, 12],
    [12, 40],
  ] as const) {
    for (let marked = 0; marked <= all; marked += 1) {
      const covered = range(0, n).filter((x) => {
        const interval = hypergeometricInterval(x, n, all)
        return interval !== null && interval.low <= marked && marked <= interval.high
      })
      const coverage = covered.reduce(
        (sum, x) => sum + Number(ways(x, n, { marked, all })) / Number(choose(all, n)),
        0,
      )
      t.ok(coverage >= 0.95, `${n} of ${all} when ${marked} agree`)
    }
  }
})

t.test('has no interval for what cannot be', async (t) => {
  t.equal(hypergeometricInterval(3, 2, 10), null)
  t.equal(hypergeometricInterval(3, 12, 10), null)
  t.equal(hypergeometricInterval(-1, 2, 10), null)
  t.equal(hypergeometricInterval(0, 0, 0), null)
})

t.test('rejects a total whose tail is exactly one in forty', async (t) => {
  t.same(hypergeometricInterval(0, 1, 40), { low: 0, high: 38 })
  t.same(hypergeometricInterval(39, 39, 40), { low: 40, high: 40 })
})

t.test('knows nothing when nobody answered and everything when all did', async (t) => {
  t.same(hypergeometricInterval(0, 0, 9), { low: 0, high: 9 })
  t.same(hypergeometricInterval(4, 9, 9), { low: 4, high: 4 })
})

t.test('is quick enough for a page of groups and items', async (t) => {
  const first = await cpuMsOf(() => {
    for (let group = 0; group < 40; group += 1) {
      for (let item = 0; item < 20; item += 1)
        hypergeometricInterval(10 + ((item * 7 + group) % 60), 80 + group, 137 + group)
    }
  })
  hypergeometricInterval(7_000, 14_000, 20_000)
  t.ok(first < 200, `800 intervals took ${first} ms`)
})

type Total = { readonly marked: number; readonly all: number }

function isAccepted(x: number, n: number, total: Total): boolean {
  const all = choose(total.all, n)
  const up = range(x, n).reduce((sum, j) => sum + ways(j, n, total), 0n)
  const down = range(0, x).reduce((sum, j) => sum + ways(j, n, total), 0n)
  return up * 40n > all && down * 40n > all
}

function ways(j: number, n: number, { marked, all }: Total): bigint {
  return choose(marked, j) * choose(all - marked, n - j)
}

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n
  return range(1, k).reduce((ways, i) => (ways * BigInt(n - k + i)) / BigInt(i), 1n)
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
}
