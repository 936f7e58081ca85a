import fc from 'fast-check'
import t from 'tap'
import { cohensKappa } from '../../../src/domain/statistics/cohen-kappa.ts'
import { fleissKappa } from '../../../src/domain/statistics/fleiss-kappa.ts'
import { gwetsAc1 } from '../../../src/domain/statistics/gwet-ac1.ts'
import {
  nominalAlpha,
  type OrderedMetric,
  orderedAlpha,
  reliabilityOf,
} from '../../../src/domain/statistics/krippendorff-alpha.ts'
import { percentAgreement } from '../../../src/domain/statistics/percent-agreement.ts'
import { goldenCases, isClose } from '../../golden/golden-cases.ts'

type Codings = readonly (readonly (number | null)[])[]

t.test("finds the published α of Krippendorff's data for every order of values", async (t) => {
  type Input = { coders: Codings; metric: OrderedMetric }
  for (const { id, input, expected } of goldenCases<Input, { alpha: number }>('kripp-C-')) {
    t.ok(isClose(orderedAlpha(input.coders, input.metric), expected.alpha), id)
  }
})

t.test('has no α where nothing was coded twice or only one value was ever used', async (t) => {
  const [noPairs] = goldenCases<{ coders: Codings }, { alpha: null }>('kripp-no-pairs')
  t.equal(nominalAlpha(noPairs?.input.coders ?? []), null)
  t.equal(nominalAlpha([]), null)
  t.equal(
    orderedAlpha(
      [
        [2, 2, 2],
        [2, 2, 2],
      ],
      'ordinal',
    ),
    null,
  )
})

t.test('finds the published κ and z of Fleiss', async (t) => {
  type Expected = { kappa: number; z: number }
  const [one] = goldenCases<{ counts: readonly number[][] }, Expected>('fleiss-1971')
  const found = fleissKappa(one?.input.counts ?? [])
  t.ok(isClose(found?.kappa ?? null, one?.expected.kappa ?? 0))
  t.ok(isClose(found?.z ?? null, one?.expected.z ?? 0, 1e-8), `${found?.z}`)
})

t.test('has no κ for one rater, unequal numbers of raters or a single category', async (t) => {
  t.same(
    [
      [[1, 0]],
      [
        [2, 0],
        [1, 0],
      ],
      [
        [3, 0],
        [3, 0],
      ],
      [],
    ].map(fleissKappa),
    [null, null, null, null],
  )
})

t.test('finds the κ of two coders, unweighted and weighted', async (t) => {
  type Input = { table: readonly number[][] }
  const [grant] = goldenCases<Input, { kappa: number }>('cohen-20')
  t.ok(isClose(cohensKappa(grant?.input.table ?? []), grant?.expected.kappa ?? 0))
  type Weighted = { unweighted: number; linear: number; quadratic: number }
  const [anxiety] = goldenCases<Input, Weighted>('cohen-weighted')
  for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
    t.ok(isClose(cohensKappa(anxiety?.input.table ?? [], weights), anxiety?.expected[weights] ?? 0), weights)
  }
  t.same(
    [
      cohensKappa([]),
      cohensKappa([
        [4, 0],
        [0, 0],
      ]),
    ],
    [null, null],
  )
})

t.test('shows the paradox: 85 % agreement, κ and α below chance, AC₁ high', async (t) => {
  type Expected = { agreement: number; kappa: number; krippendorffAlpha: number; gwetAc1: number }
  const [one] = goldenCases<{ table: readonly number[][] }, Expected>('kappa-paradox')
  const coders = codersOf(one?.input.table ?? [])
  t.ok(isClose(percentAgreement(coders), one?.expected.agreement ?? 0))
  t.ok(isClose(cohensKappa(one?.input.table ?? []), one?.expected.kappa ?? 0))
  t.ok(isClose(nominalAlpha(coders), one?.expected.krippendorffAlpha ?? 0))
  t.ok(isClose(gwetsAc1(coders, [0, 1]), one?.expected.gwetAc1 ?? 0))
})

t.test('finds the published AC₁ of four coders who left units out', async (t) => {
  type Input = { units: Codings; categories: number[] }
  const [one] = goldenCases<Input, { ac1: number; agreement: number }>('gwet-ac1')
  const units = one?.input.units ?? []
  const coders = [0, 1, 2, 3].map((coder) => units.map((unit) => unit[coder] ?? null))
  t.ok(isClose(gwetsAc1(coders, one?.input.categories ?? []), one?.expected.ac1 ?? 0, 1e-5))
  t.ok(isClose(percentAgreement(coders), one?.expected.agreement ?? 0))
  t.same([gwetsAc1([], [1, 2]), gwetsAc1(coders, [1])], [null, null])
})

t.test('does not depend on the order of coders or on the names of categories', async () => {
  const value = fc.option(fc.integer({ min: 0, max: 3 }))
  const two = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 12 })
  fc.assert(
    fc.property(two, (units) => {
      const [first, second] = [units.map(([a]) => a), units.map(([, b]) => b)]
      const named = [first, second].map((coding) =>
        coding.map((code) => (code === null ? null : `theme ${code}`)),
      )
      const alpha = nominalAlpha([first, second])
      return isClose(alpha, nominalAlpha([second, first])) && isClose(alpha, nominalAlpha(named))
    }),
  )
})

t.test('calls α reliable from .80 and tentative from .667', async (t) => {
  t.same([0.8, 0.799, 0.667, 0.666].map(reliabilityOf), ['reliable', 'tentative', 'tentative', 'unreliable'])
})

t.test('refuses codings of different lengths', async (t) => {
  t.throws(() => percentAgreement([[1, 2], [1]]), RangeError)
})

function codersOf(table: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const pairs = table.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, () => [first, second] as const)),
  )
  return [pairs.map(([first]) => first), pairs.map(([, second]) => second)]
}
