import fc from 'fast-check'
import t from 'tap'
import { overallFigure } from '../../../src/domain/statistics/overall-figure.ts'

const clarity = { value: 52, low: 48, high: 55 }
const assumption = { value: 79, low: 75, high: 83 }
const recall = { value: 13, low: 11, high: 15 }

t.test('is the mean of its components to the nearest 5, from all low to all high', async (t) => {
  t.same(overallFigure([clarity, assumption, recall], 80), {
    outcome: 'shown',
    value: 50, // 144 / 3 = 48
    low: 45, // 134 / 3 = 44.7
    high: 50, // 153 / 3 = 51
    weight: 1 / 3,
  })
})

t.test('is withheld with fewer than three components', async (t) => {
  t.same(overallFigure([clarity, recall], 80), { outcome: 'withheld', reason: 'too-few-components' })
  t.same(overallFigure([], null), { outcome: 'withheld', reason: 'too-few-components' })
})

t.test('is withheld under 60 % participation, where anyone was invited', async (t) => {
  const all = [clarity, assumption, recall]
  t.same(overallFigure(all, 59.9), { outcome: 'withheld', reason: 'low-participation' })
  t.equal(overallFigure(all, 60).outcome, 'shown')
  t.equal(overallFigure(all, null).outcome, 'shown')
})

const component = fc
  .tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }))
  .chain(([a, b]) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)]
    return fc.double({ min: low, max: high, noNaN: true }).map((value) => ({ value, low, high }))
  })

t.test('lies within its range on the scale, whatever the order of its components', async (t) => {
  fc.assert(
    fc.property(fc.array(component, { minLength: 3, maxLength: 5 }), (components) => {
      const figure = overallFigure(components, 100)
      if (figure.outcome !== 'shown') return t.fail('it was withheld')
      const { low, value, high } = figure
      t.ok(0 <= low && low <= value && value <= high && high <= 100)
      t.ok([low, value, high].every((each) => each % 5 === 0))
      t.same(overallFigure(components.toReversed(), 100), figure)
    }),
    { numRuns: 50 },
  )
})
