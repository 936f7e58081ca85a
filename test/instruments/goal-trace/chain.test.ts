import fc from 'fast-check'
import t from 'tap'
import { formChain, hopsOf, levels, walk } from '../../../src/instruments/goal-trace/chain.ts'
import type { Interview } from '../../../src/instruments/goal-trace/traced-goal.ts'
import { anInterview } from './interview-builder.ts'

const refusal = (interviews: readonly Interview[]) => {
  const chain = formChain(interviews)
  return chain.outcome === 'refused' ? chain.reasons.map(({ key }) => key) : chain.outcome
}

t.test('takes a tree of any shape, with levels left out', async (t) => {
  const chain = formChain([
    anInterview('a', { level: 'executive' }),
    anInterview('b', { level: 'individual', reportsTo: 'a' }),
    anInterview('c', { level: 'head', reportsTo: 'a' }),
    anInterview('d', { level: 'manager', reportsTo: 'c' }),
    anInterview('e', { level: 'executive' }),
  ])
  t.equal(chain.outcome, 'formed')
  const roots = chain.outcome === 'formed' ? chain.roots : []
  t.same(
    walk(roots).map(({ interview }) => interview.id),
    ['a', 'b', 'c', 'd', 'e'],
  )
  t.same(
    hopsOf(roots).map(({ above, below }) => [above?.id ?? null, below.id]),
    [
      [null, 'a'],
      [null, 'e'],
      ['a', 'b'],
      ['a', 'c'],
      ['c', 'd'],
    ],
  )
  t.equal(refusal([]), 'formed')
})

t.test('refuses a loop, naming who is in it, and nobody beside it twice', async (t) => {
  const loop = [
    anInterview('a', { reportsTo: 'b', level: 'head' }),
    anInterview('b', { reportsTo: 'a', level: 'manager' }),
  ]
  t.same(refusal(loop), ['goal-trace.refused.loop', 'goal-trace.refused.loop'])
  t.same(refusal([anInterview('a', { reportsTo: 'a' })]), ['goal-trace.refused.loop'])
})

t.test('refuses a gap, somebody unattached and a chain that goes up', async (t) => {
  const top = anInterview('a', { level: 'executive' })
  t.same(refusal([top, anInterview('b', { reportsTo: 'gone' })]), ['goal-trace.refused.gap'])
  t.same(refusal([top, anInterview('b')]), ['goal-trace.refused.unattached'])
  const same = anInterview('b', { level: 'executive', reportsTo: 'a' })
  t.same(refusal([top, same]), ['goal-trace.refused.upside-down'])
  t.same(refusal([top, top]), ['goal-trace.refused.twice'])
})

t.test('takes forty interviews on one goal and refuses one more', async (t) => {
  const wide = (count: number) => [
    anInterview('top', { level: 'executive' }),
    ...Array.from({ length: count - 1 }, (_, at) => anInterview(`i${at}`, { reportsTo: 'top' })),
  ]
  t.equal(refusal(wide(40)), 'formed')
  t.same(refusal(wide(41)), ['goal-trace.refused.too-many'])
})

t.test('puts everybody in the tree once, or says why not', async () => {
  const anyInterview = fc.record({
    level: fc.constantFrom(...levels),
    reportsTo: fc.option(fc.integer({ min: 0, max: 7 }).map((at) => `i${at}`)),
  })
  fc.assert(
    fc.property(fc.array(anyInterview, { maxLength: 7 }), (given) => {
      const chain = formChain(given.map((one, at) => anInterview(`i${at}`, one)))
      if (chain.outcome === 'refused') return chain.reasons.length > 0
      const placed = walk(chain.roots).map(({ interview }) => interview.id)
      return placed.length === given.length && new Set(placed).size === given.length
    }),
  )
})
