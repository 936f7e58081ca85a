import fc from 'fast-check'
import t from 'tap'
import { estimateWidth, spreadLabels, wrapLabel } from '../../src/charts/text-fit.ts'

const room = { width: 120, fontSize: 13, lines: 2 }

t.test('leaves a short label as it is', async (t) => {
  t.same(wrapLabel('Knows the goal', room), ['Knows the goal'])
  t.same(wrapLabel('', room), [])
})

t.test('no line is wider than its room, no label longer than its lines', async () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 30 }), { maxLength: 12 }), (words) => {
      const lines = wrapLabel(words.join(' '), room)
      return (
        lines.length <= 2 && lines.every((line) => estimateWidth(line, 13) <= 120 || [...line].length <= 2)
      )
    }),
  )
})

const labels = fc.array(
  fc.record({ centre: fc.integer({ min: 0, max: 500 }), width: fc.integer({ min: 5, max: 60 }) }),
  {
    minLength: 1,
    maxLength: 6,
  },
)

t.test('spread labels keep their order, do not overlap and stay within their bounds', async () => {
  fc.assert(
    fc.property(labels, (wanted) => {
      const sorted = [...wanted].sort((a, b) => a.centre - b.centre)
      const centres = spreadLabels(sorted, { from: 0, to: 500, gap: 10 })
      return centres.every((centre, index) => {
        const width = sorted[index]?.width ?? 0
        const before = index === 0 ? -10 : (centres[index - 1] ?? 0) + (sorted[index - 1]?.width ?? 0) / 2
        return centre - width / 2 >= before + 10 - 1e-6 && centre + width / 2 <= 500 + 1e-6
      })
    }),
  )
})

t.test('labels that have room stay where they are', async (t) => {
  const wanted = [
    { centre: 50, width: 40 },
    { centre: 200, width: 40 },
  ]
  t.same(spreadLabels(wanted, { from: 0, to: 500, gap: 10 }), [50, 200])
})

t.test('two labels in one place move apart by the same way', async (t) => {
  const wanted = [
    { centre: 100, width: 40 },
    { centre: 100, width: 40 },
  ]
  t.same(spreadLabels(wanted, { from: 0, to: 500, gap: 10 }), [75, 125])
})
