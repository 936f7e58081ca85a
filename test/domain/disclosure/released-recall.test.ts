import fc from 'fast-check'
import t from 'tap'
import { codedIn } from '../../../src/domain/disclosure/read-recall.ts'
import { envelopeOf, type Named, releaseRecall } from '../../../src/domain/disclosure/released-recall.ts'
import { aSurvey, releasedTableOf } from '../../support/released.ts'

const table = releasedTableOf(aSurvey)
const { e } = table.rule
const people = (counts: {
  all?: number
  two?: number
  one?: number
  none?: number
  blank?: number
}): Named[] => [
  ...Array.from({ length: counts.all ?? 0 }, () => ({ hits: 3, isBlank: false })),
  ...Array.from({ length: counts.two ?? 0 }, () => ({ hits: 2, isBlank: false })),
  ...Array.from({ length: counts.one ?? 0 }, () => ({ hits: 1, isBlank: false })),
  ...Array.from({ length: counts.none ?? 0 }, () => ({ hits: 0, isBlank: false })),
  ...Array.from({ length: counts.blank ?? 0 }, () => ({ hits: 0, isBlank: true })),
]
const staffOf = (named: readonly Named[], given = table) => {
  const { staff } = releaseRecall(given, [{ side: 'staff', answered: 74, named }]).sides
  if (staff === undefined) throw new Error('Staff was not told.')
  return staff
}

t.test('counts between the edges are told as they are', async (t) => {
  const staff = staffOf(people({ all: 10, two: 20, one: 15, none: 15, blank: 14 }))
  t.same(staff, { all: 10, two: 20, one: 15, none: 15, blank: 14, notCoded: 0 })
})

t.test('up to e people who named all are told as one number', async (t) => {
  const told = [0, 1, 2].map((all) => staffOf(people({ all, two: 20 - all, one: 20, none: 20, blank: 14 })))
  t.same(told[0], told[1])
  t.same(told[1], told[2])
  t.equal(told[0]?.all, 1)
})

t.test('all but at most e who wrote something are told as one number', async (t) => {
  const told = [0, 1, 2].map((blank) =>
    staffOf(people({ all: 20, two: 20, one: 20, none: 14 - blank, blank })),
  )
  t.same(told[0], told[1])
  t.same(told[1], told[2])
})

t.test('fewer coded texts than the rule asks for are told as not coded', async (t) => {
  t.same(staffOf(people({ all: 9 })), { all: 0, two: 0, one: 0, none: 0, blank: 0, notCoded: 74 })
})

t.test('of two agreed priorities two are all, of five three are', async (t) => {
  const withAgreed = (count: number) => ({
    ...table,
    priorities: table.priorities.concat(table.priorities).slice(0, count),
  })
  const two = staffOf(people({ two: 30, one: 20, none: 24 }), withAgreed(2))
  t.same([two.all, two.two, two.one], [30, 0, 20])
  const five = staffOf(people({ all: 30, two: 20, none: 24 }), withAgreed(5))
  t.same([five.all, five.two], [30, 20])
})

const anyNamed = fc
  .array(fc.record({ hits: fc.constantFrom(0, 1, 2, 3), isBlank: fc.boolean() }), {
    minLength: 10,
    maxLength: 40,
  })
  .map((named) => named.map((one) => ({ ...one, isBlank: one.isBlank && one.hits === 0 })))

t.test('counts are never negative and everyone is counted once', async () => {
  fc.assert(
    fc.property(anyNamed, (named) => {
      const staff = staffOf(named)
      return (
        [staff.all, staff.two, staff.one, staff.none, staff.blank].every((n) => n >= 0) &&
        codedIn(staff) === named.length
      )
    }),
  )
})

t.test('the truth lies in the envelope', async () => {
  fc.assert(
    fc.property(anyNamed, (named) => {
      const staff = staffOf(named)
      const { low, high } = envelopeOf(staff.all, staff, e)
      const all = named.filter((one) => one.hits === 3).length
      return low <= all && all <= high
    }),
  )
})

/** Every multiset of answers of n people: what each one's own answer and the told counts leave open about the others. */
function provenByMembers(n: number, tell: (named: readonly Named[]) => string): number {
  const kinds = people({ all: 1, two: 1, one: 1, none: 1, blank: 1 })
  const worlds = compositions(n, kinds.length)
  const byTold = Map.groupBy(worlds, (counts) =>
    tell(counts.flatMap((count, kind) => Array.from({ length: count }, () => kinds[kind] as Named))),
  )
  const cuts = [(k: number) => k === 0, (k: number) => k <= 1, (k: number) => k <= 2, (k: number) => k <= 3]
  let proven = 0
  for (const alike of byTold.values()) {
    for (const [own] of kinds.entries()) {
      const possible = alike.filter((counts) => (counts[own] ?? 0) > 0)
      if (possible.length === 0) continue
      for (const isIn of cuts) {
        const others = possible.map(
          (counts) =>
            counts.reduce((sum, count, kind) => sum + (isIn(kind) ? count : 0), 0) - Number(isIn(own)),
        )
        if (others.every((count) => count === 0) || others.every((count) => count === n - 1)) proven++
      }
    }
  }
  return proven
}

function compositions(n: number, parts: number): number[][] {
  if (parts === 1) return [[n]]
  return Array.from({ length: n + 1 }, (_, first) =>
    compositions(n - first, parts - 1).map((rest) => [first, ...rest]),
  ).flat()
}

t.test('a member who knows their own answer can prove nobody else’s', async (t) => {
  const tell = (named: readonly Named[]) => JSON.stringify(staffOf(named))
  t.equal(provenByMembers(10, tell), 0)
  t.ok(provenByMembers(10, (named) => JSON.stringify(named)) > 0, 'and the test would notice')
})
