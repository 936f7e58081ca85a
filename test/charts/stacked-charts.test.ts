import t from 'tap'
import { drawChart } from '../../src/charts/draw.ts'
import { likert } from '../../src/charts/likert.ts'
import { participation } from '../../src/charts/participation.ts'
import { perceivedDemonstrated } from '../../src/charts/perceived-demonstrated.ts'
import { placeOf, readSvg, textsOf } from './read-svg.ts'

const share = (value: number) => ({ share: value, label: String(Math.round(value * 100)) })
const points = ['Strongly disagree', 'Disagree', 'Neither', 'Agree', 'Strongly agree'] as const

/** From and to on the x-axis of the shapes in one colour, from top to bottom. */
function spansOf(svg: string, colour: string): [number, number][] {
  return readSvg(svg)
    .filter(({ name, attributes }) => name === 'path' && attributes.get('fill') === `var(--${colour})`)
    .map(({ attributes }) => {
      const xs = [...(attributes.get('d') ?? '').matchAll(/[ML]([\d.]+) /g)].map((found) => Number(found[1]))
      return [Math.min(...xs), Math.max(...xs)]
    })
}

const aLikert = (...shares: [number, number, number, number, number]) =>
  drawChart(
    likert({
      rows: [
        {
          label: 'One',
          points: [share(shares[0]), share(shares[1]), share(shares[2]), share(shares[3]), share(shares[4])],
          cantSay: share(0.12),
        },
      ],
      names: { points, cantSay: 'I can’t say' },
    }),
    { title: 'x' },
  )

t.test('a Likert row is centred on the middle of "neither"', async (t) => {
  const even = spansOf(aLikert(0.1, 0.2, 0.4, 0.2, 0.1), 'step-0')[0]
  const uneven = spansOf(aLikert(0.4, 0.2, 0.2, 0.05, 0.05), 'step-0')[0]
  const middle = (span: [number, number] | undefined) => ((span?.[0] ?? 0) + (span?.[1] ?? 0)) / 2
  t.ok(Math.abs(middle(even) - middle(uneven)) < 2)
})

t.test('the parts of a Likert row follow each other from disagree to agree', async (t) => {
  const svg = aLikert(0.1, 0.2, 0.3, 0.2, 0.2)
  const starts = ['low-strong', 'low', 'step-0', 'high', 'high-strong'].map(
    (colour) => spansOf(svg, colour)[0]?.[0] ?? 0,
  )
  t.same(
    starts,
    [...starts].sort((a, b) => a - b),
  )
})

t.test('a Likert value is left out where its part is too narrow', async (t) => {
  const texts = textsOf(aLikert(0.01, 0.3, 0.3, 0.3, 0.09)).map((element) => element.text)
  t.notOk(texts.includes('1'))
  t.ok(texts.includes('30'))
})

t.test('"I can’t say" stands apart from the scale', async (t) => {
  const svg = aLikert(0.05, 0.05, 0.1, 0.3, 0.5)
  const [, right] = spansOf(svg, 'high-strong')[0] ?? [0, 0]
  t.ok(placeOf(svg, '12').x > right)
})

t.test('the names of the scale do not overlap', async (t) => {
  const svg = aLikert(0.02, 0.03, 0.02, 0.03, 0.9)
  const places = points.map((name) => placeOf(svg, name).x)
  for (const [index, place] of places.entries()) {
    if (index > 0) t.ok(place - (places[index - 1] ?? 0) > 35, `${points[index]}`)
  }
})

const aPerceived = (says: number, named: readonly [number, number, number, number] | null) =>
  drawChart(
    perceivedDemonstrated({
      sides: [
        {
          colour: 'staff',
          says: { share: says, label: 'says', name: 'Say they could' },
          named: named && {
            name: 'Did',
            parts: [share(named[0]), share(named[1]), share(named[2]), share(named[3])],
          },
        },
      ],
      names: ['all', 'two', 'one', 'none'],
    }),
    { title: 'x' },
  )

t.test('what people say and what they named share one scale', async (t) => {
  const svg = aPerceived(0.5, [0.5, 0.2, 0.2, 0.1])
  const [, says] = spansOf(svg, 'staff')[0] ?? [0, 0]
  const [, all] = spansOf(svg, 'leaders')[0] ?? [0, 0]
  t.ok(Math.abs(says - all) < 2)
})

t.test('parts that nobody is in are not named', async (t) => {
  const texts = textsOf(aPerceived(0.5, [0.8, 0.2, 0, 0])).map((element) => element.text)
  t.ok(texts.includes('two'))
  t.notOk(texts.includes('none'))
})

t.test('what may not be shown is not drawn', async (t) => {
  const svg = aPerceived(0.5, null)
  t.notOk(textsOf(svg).some((element) => element.text === 'Did'))
})

const days = ['16 Nov', '17 Nov', '18 Nov'].map((label, index) => ({
  label,
  from: index / 10,
  to: index / 10 + 0.1,
}))

t.test('participation draws one band a day, the last one said', async (t) => {
  const target = { share: 0.8, label: '80 %', name: 'target' }
  const svg = drawChart(participation({ days, lastBand: '20–30 %', target }), { title: 'x' })
  const bars = readSvg(svg).filter(({ attributes }) => /leaders/.test(attributes.get('fill') ?? ''))
  t.equal(bars.filter(({ name }) => name !== 'text').length, 3)
  t.ok(placeOf(svg, '20–30 %').x > placeOf(svg, '18 Nov').x)
  t.ok(placeOf(svg, '80 %').y < placeOf(svg, '20–30 %').y)
})

t.test('participation over sixty days names only as many days as fit', async (t) => {
  const many = Array.from({ length: 60 }, (_, index) => ({ label: `day ${index + 1}`, from: 0.2, to: 0.3 }))
  const target = { share: 0.8, label: '80 %', name: 'target' }
  const svg = drawChart(participation({ days: many, lastBand: '20–30 %', target }), { title: 'x' })
  const places = textsOf(svg).filter((element) => element.text.startsWith('day '))
  t.ok(places.length > 3 && places.length < 12)
  t.equal(places[0]?.text, 'day 1')
})
