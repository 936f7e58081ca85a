import t from 'tap'
import { drawChart } from '../../src/charts/draw.ts'
import { type GapData, gapDumbbell } from '../../src/charts/gap-dumbbell.ts'
import { circlesOf, placeOf, readSvg, textsOf } from './read-svg.ts'

type Row = GapData['rows'][number]

const names = { staff: 'Staff', leaders: 'Leaders', gap: 'Gap' }

function aRow(label: string, staff: number, leaders: number, given: Partial<Row> = {}): Row {
  const points = Math.round((leaders - staff) * 100)
  return {
    label,
    staff: { share: staff, label: `${Math.round(staff * 100)}`, low: staff - 0.05, high: staff + 0.05 },
    leaders: { share: leaders, label: `${Math.round(leaders * 7)} of 7` },
    gap: { label: `${points}`, size: 'large', isSolid: true },
    ...given,
  }
}

const draw = (...rows: Row[]) => drawChart(gapDumbbell({ rows, names }), { title: 'Gap' })

t.test('puts the widest gap first', async (t) => {
  const svg = draw(aRow('Small', 0.5, 0.6), aRow('Wide', 0.2, 0.9), aRow('Other way', 0.8, 0.5))
  const rows = ['Wide', 'Small', 'Other way'].map((label) => placeOf(svg, label).y)
  t.same(
    rows,
    [...rows].sort((a, b) => a - b),
  )
})

t.test('places markers on the scale from 0 to 100', async (t) => {
  const svg = draw(aRow('One', 0.25, 0.75))
  const [zero, hundred] = [placeOf(svg, '0').x, placeOf(svg, '100\u00a0%').x]
  const [staff] = circlesOf(svg, 'staff')
  const [leaders] = circlesOf(svg, 'leaders')
  t.ok(Math.abs((staff?.x ?? 0) - (zero + (hundred - zero) * 0.25)) < 1)
  t.ok(Math.abs((leaders?.x ?? 0) - (zero + (hundred - zero) * 0.75)) < 1)
})

t.test('writes values outside their markers, whichever side leads', async (t) => {
  const ahead = draw(aRow('One', 0.31, 4 / 7))
  t.ok(placeOf(ahead, '31').x < (circlesOf(ahead, 'staff')[0]?.x ?? 0))
  t.ok(placeOf(ahead, '4 of 7').x > (circlesOf(ahead, 'leaders')[0]?.x ?? 0))
  const behind = draw(aRow('One', 0.78, 4 / 7))
  t.ok(placeOf(behind, '78').x > (circlesOf(behind, 'staff')[0]?.x ?? 0))
  t.ok(placeOf(behind, '4 of 7').x < (circlesOf(behind, 'leaders')[0]?.x ?? 0))
})

t.test('shows where the staff figure can lie', async (t) => {
  const svg = draw(aRow('One', 0.5, 0.9))
  const [zero, hundred] = [placeOf(svg, '0').x, placeOf(svg, '100\u00a0%').x]
  const bar = readSvg(svg).find((element) => element.attributes.get('fill') === 'var(--interval)')
  const xs = [...(bar?.attributes.get('d') ?? '').matchAll(/[ML]([\d.]+) /g)].map((found) => Number(found[1]))
  t.ok(Math.abs(Math.min(...xs) - (zero + (hundred - zero) * 0.45)) < 1.5)
  t.ok(Math.abs(Math.max(...xs) - (zero + (hundred - zero) * 0.55)) < 1.5)
})

t.test('draws hollow markers where the gap may be chance', async (t) => {
  const svg = draw(aRow('One', 0.5, 0.6, { gap: { label: '+10', size: 'notable', isSolid: false } }))
  t.same(circlesOf(svg, 'staff'), [])
  t.same(circlesOf(svg, 'leaders'), [])
  t.equal(circlesOf(svg, 'ground').length, 2)
})

t.test('keeps texts whole and anchored', async (t) => {
  const svg = draw(
    aRow('Goals in our meetings', 0.3, 5 / 7, { leaders: { share: 5 / 7, label: 'at least 5 of 7' } }),
  )
  const texts = textsOf(svg).map((element) => element.text)
  t.ok(texts.includes('at least 5 of 7'))
  t.ok(texts.includes('Goals in our meetings'))
  const gap = textsOf(svg).find((element) => element.text === '41')
  t.equal(gap?.attributes.get('text-anchor'), 'end')
})

t.test('wraps a long label to two lines and ends it in an ellipsis', async (t) => {
  const long =
    'When something affects several teams in several countries, everyone knows who decides and by when'
  const lines = textsOf(draw(aRow(long, 0.3, 0.6))).filter((element) => element.attributes.get('x') === '0')
  t.equal(lines.length, 2)
  t.match(lines[1]?.text, /…$/)
  t.ok(long.startsWith(lines[0]?.text ?? '?'))
})

t.test('leaves room for labels at 100 % and does not write on the gap', async (t) => {
  const svg = draw(aRow('One', 0.2, 1, { leaders: { share: 1, label: 'all but at most 2 of 7' } }))
  const label = placeOf(svg, 'all but at most 2 of 7')
  t.ok(label.x + 130 < 690 - 20, `${label.x}`)
})

t.test('keeps the names of the two sides apart when their markers meet', async (t) => {
  const svg = draw(aRow('One', 0.5, 0.5))
  t.ok(Math.abs(placeOf(svg, 'Staff').x - placeOf(svg, 'Leaders').x) >= 45)
})

t.test('draws two charts at once without mixing them', async (t) => {
  const definitions = [
    gapDumbbell({ rows: [aRow('First', 0.1, 0.9)], names }),
    gapDumbbell({ rows: [aRow('Second', 0.4, 0.5)], names }),
  ]
  const [first = '', second = ''] = await Promise.all(
    definitions.map(async (definition) => drawChart(definition, { title: 'x' })),
  )
  t.ok(first.includes('First') && !first.includes('Second'))
  t.ok(second.includes('Second') && !second.includes('First'))
})
