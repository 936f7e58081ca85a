import fc from 'fast-check'
import t from 'tap'
import { adjustHistogram, answersIn, favourableIn } from '../../../src/domain/disclosure/adjust-histogram.ts'
import { adjustOptions } from '../../../src/domain/disclosure/adjust-options.ts'
import type { Histogram } from '../../../src/domain/disclosure/released-table.ts'
import type { World } from './attacker.ts'
import { allWorlds, fewestTotals, provenAnswers } from './attacker.ts'

const standard = { e: 2, alone: false, reversed: false }
const rules = [
  { n: 5, e: 2 },
  { n: 6, e: 2 },
  { n: 9, e: 2 },
  { n: 10, e: 3 },
] as const
const profiles = rules.flatMap((rule) => [true, false].map((reversed) => ({ ...rule, reversed })))

t.test('leaves histograms between the edges as they are', async (t) => {
  t.same(adjustHistogram([1, 2, 2, 3, 1, 0], standard), [1, 2, 2, 3, 1, 0])
})

t.test('tells up to two favourable answers as one, moving between 3 and 4', async (t) => {
  t.same(adjustHistogram([0, 2, 7, 0, 0, 0], standard), [0, 2, 6, 1, 0, 0])
  t.same(adjustHistogram([0, 2, 6, 1, 0, 0], standard), [0, 2, 6, 1, 0, 0])
  t.same(adjustHistogram([0, 2, 5, 2, 0, 0], standard), [0, 2, 6, 1, 0, 0])
})

t.test('tells up to two answers that are not favourable as one', async (t) => {
  t.same(adjustHistogram([0, 0, 0, 7, 2, 0], standard), [0, 0, 1, 6, 2, 0])
  t.same(adjustHistogram([0, 0, 2, 5, 2, 0], standard), [0, 0, 1, 6, 2, 0])
})

t.test('turns to 1 and 2 for a reversed item', async (t) => {
  t.same(adjustHistogram([0, 0, 7, 2, 0, 0], { ...standard, reversed: true }), [0, 1, 6, 2, 0, 0])
})

t.test('takes from the nearest answers there are', async (t) => {
  t.same(adjustHistogram([30, 0, 0, 0, 0, 0], standard), [29, 0, 0, 1, 0, 0])
  t.same(adjustHistogram([28, 0, 0, 2, 0, 0], standard), [29, 0, 0, 1, 0, 0])
  t.same(adjustHistogram([0, 0, 0, 0, 30, 0], standard), [0, 0, 1, 0, 29, 0])
})

t.test('tells up to three as two in the strict profile', async (t) => {
  const strict = { e: 3, alone: false, reversed: false }
  const told = [0, 1, 2, 3].map((x) => adjustHistogram([0, 0, 12 - x, x, 0, 0], strict))
  t.same(
    told,
    [0, 1, 2, 3].map(() => [0, 0, 10, 2, 0, 0]),
  )
})

t.test('keeps the number of answers and the same favourable for all within e of an end', async () => {
  const counts = fc
    .tuple(...(Array.from({ length: 6 }, () => fc.nat(12)) as [fc.Arbitrary<number>]))
    .map((list) => list as unknown as Histogram)
  fc.assert(
    fc.property(
      counts,
      fc.constantFrom(1, 2, 3),
      fc.boolean(),
      fc.boolean(),
      (histogram, e, reversed, alone) => {
        const n = answersIn(histogram)
        fc.pre(n > 2 * e)
        const told = adjustHistogram(histogram, { e, reversed, alone })
        const x = favourableIn(histogram, reversed)
        const middle = Math.floor((e + 1) / 2)
        const expected = x <= e ? middle : x >= n - e ? n - middle : x
        return (
          answersIn(told) === n &&
          told.every((count) => count >= 0) &&
          favourableIn(told, reversed) === expected
        )
      },
    ),
    { numRuns: 3000 },
  )
})

for (const { n, e, reversed } of profiles) {
  const worlds = allWorlds(n, 6)
  const isFavourable = (answer: number) => (reversed ? answer < 2 : answer === 3 || answer === 4)
  const shownAs = (alone: boolean) => (world: World) =>
    JSON.stringify(adjustHistogram(asHistogram(world), { e, alone, reversed }))
  const name = `${n} people, e = ${e}${reversed ? ', reversed' : ''}`

  t.test(`proves no other member's side or answer even from the whole adjusted atom: ${name}`, async (t) => {
    for (const alone of [true, false]) {
      t.same(provenAnswers({ worlds, shownAs: shownAs(alone), sideOf: isFavourable }), [])
      t.same(provenAnswers({ worlds, shownAs: shownAs(alone), sideOf: (answer) => answer }), [])
    }
  })

  t.test(
    `leaves every member two possible numbers at an edge when the atom is shown alone: ${name}`,
    async (t) => {
      const favourable = (world: World) => favourableIn(asHistogram(world), reversed)
      const atEdge = worlds.filter((world) => Math.min(favourable(world), n - favourable(world)) <= e)
      const release = { worlds: atEdge, shownAs: shownAs(true), sideOf: isFavourable }
      t.ok(fewestTotals(release, favourable) >= 2)
    },
  )
}

t.test(
  'proves nothing from the distribution of thirty, and leaves two possible numbers at the edge',
  async (t) => {
    const worlds = allWorlds(30, 6).filter((world) => favourableIn(asHistogram(world), false) <= 2)
    const shownAs = (world: World) =>
      JSON.stringify(adjustHistogram(asHistogram(world), { ...standard, alone: true }))
    const release = { worlds, shownAs, sideOf: (answer: number) => answer === 3 || answer === 4 }
    t.same(provenAnswers(release), [])
    t.ok(fewestTotals(release, (world) => favourableIn(asHistogram(world), false)) >= 2)
  },
)

t.test('catches a release without the edge rule, and one that only moves single answers', async (t) => {
  const worlds = allWorlds(6, 6)
  const sideOf = (answer: number) => answer === 3 || answer === 4
  const without = provenAnswers({
    worlds,
    sideOf,
    shownAs: (world) => JSON.stringify(adjustHistogram(asHistogram(world), { ...standard, e: 0 })),
  })
  const careless = provenAnswers({ worlds, sideOf, shownAs: (world) => JSON.stringify(moveSingles(world)) })
  t.ok(without.length > 0)
  t.ok(careless.length > 0)
})

const options = ['grow', 'margin', 'hire', 'none', 'cant-say']

t.test('proves nobody’s line of sight from the adjusted counts of an atom', async (t) => {
  for (const { n, e } of rules) {
    for (const alone of [true, false]) {
      const shownAs = (world: World) => JSON.stringify(told(world, e, alone))
      t.same(provenAnswers({ worlds: allWorlds(n, 5), shownAs, sideOf: (answer) => answer }), [])
    }
  }
  const shownAs = (world: World) => JSON.stringify(world)
  t.ok(provenAnswers({ worlds: allWorlds(5, 5), shownAs, sideOf: (answer) => answer }).length > 0)
})

t.test('keeps the number of choices, and what is not nearly all as it is', async (t) => {
  for (const world of allWorlds(7, 5)) {
    const counts = told(world, 2, false)
    if (counts.reduce((sum, count) => sum + count, 0) !== 7) t.fail(`${world}`)
    if (Math.max(...world) < 5 && counts.join() !== world.join()) t.fail(`${world}`)
  }
  t.same(told([9, 0, 0, 0, 0], 2, false), [8, 0, 0, 0, 1])
  t.same(told([7, 1, 1, 0, 0], 2, false), [8, 0, 1, 0, 0])
})

function told(world: World, e: number, alone: boolean): readonly number[] {
  const counts = Object.fromEntries(options.map((option, at) => [option, world[at] ?? 0]))
  const adjusted = adjustOptions(counts, options, { e, alone })
  return options.map((option) => adjusted[option] ?? -1)
}

function asHistogram(world: World): Histogram {
  const at = (slot: number) => world[slot] ?? 0
  return [at(0), at(1), at(2), at(3), at(4), at(5)]
}

// The edge rule as one would first write it: answers move from the nearest there is to 3 or 4, nothing else changes.
function moveSingles(world: World): World {
  const counts = [...world]
  const x = (world[3] ?? 0) + (world[4] ?? 0)
  const n = world.reduce((sum, count) => sum + count, 0)
  const target = x <= 2 ? 1 : x >= n - 2 ? n - 1 : x
  const move = (from: readonly number[], to: number) => {
    const source = from.find((slot) => (counts[slot] ?? 0) > 0) ?? to
    counts[source] = (counts[source] ?? 0) - 1
    counts[to] = (counts[to] ?? 0) + 1
  }
  for (let i = x; i < target; i += 1) move([2, 1, 0, 5], 3)
  for (let i = x; i > target; i -= 1) move([3, 4], 2)
  return counts
}
