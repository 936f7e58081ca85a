import fc from 'fast-check'
import t from 'tap'
import { elementsByLevel, lineOfSight } from '../../../src/instruments/goal-trace/by-level.ts'
import { formChain } from '../../../src/instruments/goal-trace/chain.ts'
import { divergingChains } from '../../../src/instruments/goal-trace/diverging.ts'
import { firstHopShare, scoreFidelity } from '../../../src/instruments/goal-trace/fidelity.ts'
import { marks } from '../../../src/instruments/goal-trace/marks.ts'
import type { Interview } from '../../../src/instruments/goal-trace/traced-goal.ts'
import { isClose } from '../../golden/golden-cases.ts'
import { aLine, anInterview, kept, reference } from './interview-builder.ts'

function rootsOf(interviews: readonly Interview[]) {
  const chain = formChain(interviews)
  if (chain.outcome === 'refused') throw new Error('The chain was refused')
  return chain.roots
}

const score = (interviews: readonly Interview[]) => scoreFidelity(reference, rootsOf(interviews))

t.test('says how much is left, hop by hop, and where it breaks', async (t) => {
  const found = score(
    aLine([
      kept,
      { outcome: 'kept', measure: 'fuzzy', deadline: 'kept' },
      { outcome: 'kept', measure: 'missing', deadline: 'changed' },
    ]),
  )
  t.same(found.perInterview.get('i1'), { retained: 2.5, of: 3, share: 2.5 / 3 })
  t.same(
    found.hops.map(({ drop }) => drop),
    [0, 0.5, 1.5],
  )
  t.ok(isClose(found.hops[2]?.ratio ?? null, 0.4))
  t.match(found.theBreak, { above: { id: 'i1' }, below: { id: 'i2' }, lost: ['measure', 'deadline'] })
  t.same(found.endToEnd, { share: 1 / 3, ends: 1 })
})

t.test('names the highest of equal breaks, and none when nothing is lost', async (t) => {
  const fuzzy = { outcome: 'fuzzy', measure: 'kept', deadline: 'kept' } as const
  const found = score(aLine([fuzzy, { ...fuzzy, measure: 'fuzzy' }]))
  t.equal(found.theBreak?.below.id, 'i0')
  t.equal(score(aLine([kept, kept])).theBreak, null)
})

t.test('scores only what the top has stated and waits until all of it is marked', async (t) => {
  const roots = rootsOf(aLine([{ outcome: 'kept', deadline: 'missing' }]))
  t.equal(scoreFidelity(reference, roots).perInterview.get('i0'), null)
  t.same(scoreFidelity({ ...reference, measure: ' ' }, roots).perInterview.get('i0'), {
    retained: 1,
    of: 2,
    share: 0.5,
  })
  t.same(scoreFidelity({ ...reference, outcome: '', measure: '', deadline: '' }, roots).hops, [])
})

t.test('starts at whoever stated the goal', async (t) => {
  const [top, below] = aLine([kept, { outcome: 'kept', measure: 'missing', deadline: 'missing' }])
  const found = score([
    { ...anInterview('i0'), ...top, isSource: true },
    { ...anInterview('i1'), ...below },
  ])
  t.equal(found.hops.length, 1)
  t.ok(isClose(firstHopShare(found.hops), 1 / 3))
  t.equal(firstHopShare([]), null)
})

t.test('has nothing to pass on once all is lost', async (t) => {
  const lost = { outcome: 'missing', measure: 'missing', deadline: 'changed' } as const
  const found = score(aLine([lost, kept]))
  t.match(found.hops[1], { ratio: null, drop: -3, lost: [] })
})

t.test('the product of the hops is what is left at the end', async () => {
  const sheet = fc.record({
    outcome: fc.constantFrom(...marks),
    measure: fc.constantFrom(...marks),
    deadline: fc.constantFrom(...marks),
  })
  fc.assert(
    fc.property(fc.array(sheet, { minLength: 1, maxLength: 4 }), (sheets) => {
      const found = score(aLine(sheets))
      const ratios = found.hops.map(({ ratio }) => ratio)
      if (ratios.includes(null)) return true
      const product = ratios.reduce<number>((all, ratio) => all * (ratio ?? 0), 1)
      return isClose(product, found.endToEnd?.share ?? null)
    }),
  )
})

t.test('shows which elements survive at which level', async (t) => {
  const interviews = aLine([kept, { ...kept, measure: 'fuzzy' }, { ...kept, measure: 'missing' }])
  const table = elementsByLevel([{ id: 'g', name: 'Merchants', reference, interviews }])
  const measure = table.filter(({ element }) => element === 'measure')
  t.same(
    measure.map(({ level, survives }) => [level, survives]),
    [
      ['executive', 1],
      ['head', 0.5],
      ['manager', 0],
    ],
  )
  t.match(
    table.find(({ element }) => element === 'owner'),
    { marked: 0, survives: null },
  )
})

t.test('finds the first level at which fewer than half see their goal', async (t) => {
  const [top, ...others] = aLine([kept, kept, kept])
  const interviews = [
    { ...anInterview('i0'), ...top, connection: 'stated' as const },
    ...others.map((one, at) => ({ ...one, connection: at === 0 ? ('stated' as const) : ('other' as const) })),
    anInterview('x', { level: 'manager', reportsTo: 'i1', connection: null }),
  ]
  const found = lineOfSight([{ id: 'g', name: 'Merchants', reference, interviews }])
  t.equal(found.firstUnderHalf, 'manager')
  t.match(found.levels[2], { interviews: 2, asked: 1, connected: 0, share: 0 })
  t.same(lineOfSight([]), { levels: [], firstUnderHalf: null })
})

t.test('finds where two departments received different messages', async (t) => {
  const top = anInterview('top', { level: 'executive', marks: kept })
  const heard = (id: string, team: string, measure: 'kept' | 'changed', said: string) =>
    anInterview(id, { team, reportsTo: 'top', marks: { ...kept, measure }, said })
  const diverging = (interviews: readonly Interview[]) =>
    divergingChains(reference, rootsOf([top, ...interviews])).map(({ differences }) => differences)
  t.same(diverging([heard('a', 'Sales', 'kept', ''), heard('b', 'Product', 'changed', '500 merchants')]), [
    [{ element: 'measure', kind: 'kept-here-lost-there' }],
  ])
  t.same(
    diverging([
      heard('a', 'Sales', 'changed', '300 merchants'),
      heard('b', 'Product', 'changed', '500 merchants'),
    ]),
    [[{ element: 'measure', kind: 'changed-differently' }]],
  )
  t.same(
    diverging([
      heard('a', 'Sales', 'changed', '500 shops'),
      heard('b', 'Product', 'changed', '500 merchants'),
    ]),
    [],
  )
  t.same(diverging([heard('a', 'Sales', 'kept', ''), heard('b', 'Sales', 'changed', '500 merchants')]), [])
})
