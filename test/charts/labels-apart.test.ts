import fc from 'fast-check'
import t from 'tap'
import { drawChart } from '../../src/charts/draw.ts'
import { gapDumbbell } from '../../src/charts/gap-dumbbell.ts'
import { likert } from '../../src/charts/likert.ts'
import { estimateWidth } from '../../src/charts/text-fit.ts'
import { type Element, textsOf } from './read-svg.ts'

const percent = fc.integer({ min: 0, max: 100 }).map((value) => value / 100)
const runs = { numRuns: 60 }

type Box = {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly y: number
  readonly size: number
}

// The estimate is generous by up to a fifth; letters themselves must not touch.
function boxOf({ attributes, text }: Element): Box {
  const size = Number(attributes.get('font-size'))
  const width = estimateWidth(text, size) * 0.8
  const x = Number(attributes.get('x'))
  const anchor = attributes.get('text-anchor')
  const from = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x
  return { text, from, to: from + width, y: Number(attributes.get('y')), size }
}

function overlaps(svg: string): string[] {
  const boxes = textsOf(svg).map(boxOf)
  const touching = boxes.flatMap((box, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => {
        const isSameLine = Math.abs(box.y - other.y) < Math.min(box.size, other.size) * 0.7
        return isSameLine && box.from < other.to && other.from < box.to
      })
      .map((other) => `${box.text} / ${other.text}`),
  )
  return touching
}

t.test('no two texts of a gap chart overlap, and all stay in the picture', async () => {
  const row = fc.record({
    staff: percent,
    leaders: fc.integer({ min: 0, max: 7 }),
    reach: fc.integer({ min: 0, max: 15 }),
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (given) => {
      const rows = given.map(({ staff, leaders, reach }, index) => ({
        label: `A statement of usual length, number ${index}`,
        staff: {
          share: staff,
          label: `${Math.round(staff * 100)}`,
          low: Math.max(0, staff - reach / 100),
          high: Math.min(1, staff + reach / 100),
        },
        leaders: {
          share: leaders / 7,
          label: leaders < 3 ? 'at most 2 of 7' : leaders > 4 ? 'at least 5 of 7' : `${leaders} of 7`,
        },
        gap: { label: '≥ +25', size: 'large' as const, isSolid: index % 2 === 0 },
      }))
      const svg = drawChart(
        gapDumbbell({ rows, names: { staff: 'Staff', leaders: 'Leaders', gap: 'Gap, points' } }),
        { title: 'x' },
      )
      const isInside = textsOf(svg)
        .map(boxOf)
        .every((box) => box.from >= -1 && box.to <= 691)
      const touching = overlaps(svg)
      if (touching.length > 0) throw new Error(touching.join('; '))
      return isInside
    }),
    runs,
  )
})

t.test('no two texts of a Likert chart overlap', async () => {
  const shares = fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 6 })
    .filter((counts) => counts.some((count) => count > 0))
  fc.assert(
    fc.property(fc.array(shares, { minLength: 1, maxLength: 4 }), (given) => {
      const rows = given.map((counts, index) => {
        const all = counts.reduce((sum, count) => sum + count, 0)
        const share = (place: number) => ({
          share: (counts[place] ?? 0) / all,
          label: `${Math.round(((counts[place] ?? 0) / all) * 100)}`,
        })
        return {
          label: `Statement ${index}`,
          points: [share(0), share(1), share(2), share(3), share(4)] as const,
          cantSay: share(5),
        }
      })
      const names = {
        points: ['Strongly disagree', 'Disagree', 'Neither', 'Agree', 'Strongly agree'] as const,
        cantSay: 'I can’t say',
      }
      const touching = overlaps(drawChart(likert({ rows, names }), { title: 'x' }))
      if (touching.length > 0) throw new Error(touching.join('; '))
    }),
    runs,
  )
})
