import { readFile } from 'node:fs/promises'
import t from 'tap'
import { type ChartDefinition, drawChart } from '../../src/charts/draw.ts'
import { expectedFound } from '../../src/charts/expected-found.ts'
import { gapDumbbell } from '../../src/charts/gap-dumbbell.ts'
import { likert } from '../../src/charts/likert.ts'
import { palette } from '../../src/charts/palette.ts'
import { participation } from '../../src/charts/participation.ts'
import { perceivedDemonstrated } from '../../src/charts/perceived-demonstrated.ts'
import { roundChange } from '../../src/charts/round-change.ts'
import { readSvg, textsOf } from './read-svg.ts'

const mark = (share: number) => ({ share, label: `${share}`, low: share - 0.1, high: share + 0.1 })
const difference = { label: '+20', size: 'large' as const, isSolid: true }
const share = (value: number) => ({ share: value, label: `${value}` })

const charts: Readonly<Record<string, ChartDefinition>> = {
  gap: gapDumbbell({
    rows: [{ label: 'One & <only>', staff: mark(0.3), leaders: mark(0.5), gap: difference }],
    names: { staff: 'Staff', leaders: 'Leaders', gap: 'Gap' },
  }),
  'gap without rows': gapDumbbell({ rows: [], names: { staff: 'Staff', leaders: 'Leaders', gap: 'Gap' } }),
  expected: expectedFound({
    rows: [{ label: 'One', expected: mark(0.3), found: mark(0.5), gap: difference }],
    names: { expected: 'Expected', found: 'Found', gap: 'Gap' },
  }),
  rounds: roundChange({
    rows: [{ label: 'One', before: mark(0.3), after: mark(0.5), change: difference }],
    names: { before: 'Before', after: 'After', change: 'Change' },
  }),
  likert: likert({
    rows: [
      {
        label: 'One',
        points: [share(0.1), share(0.2), share(0.3), share(0.2), share(0.1)],
        cantSay: share(0.1),
      },
    ],
    names: { points: ['1', '2', '3', '4', '5'], cantSay: 'none' },
  }),
  perceived: perceivedDemonstrated({
    sides: [
      {
        colour: 'staff',
        says: { ...share(0.58), name: 'Say so' },
        named: { name: 'Did so', parts: [share(0.2), share(0.3), share(0.3), share(0.2)] },
      },
    ],
    names: ['all', 'two', 'one', 'none'],
  }),
  participation: participation({
    days: [{ label: 'Monday', from: 0.2, to: 0.3 }],
    lastBand: '20–30 %',
    target: { share: 0.8, label: '80 %', name: 'target' },
  }),
}

for (const [name, definition] of Object.entries(charts)) {
  t.test(`${name}: is well-formed, titled and free of styles, scripts and ids`, async (t) => {
    const svg = drawChart(definition, { title: 'What it shows, & why' })
    const elements = readSvg(svg)
    t.equal(elements[0]?.attributes.get('role'), 'img')
    t.equal(elements[0]?.attributes.get('viewBox'), `0 0 ${definition.width} ${definition.height}`)
    t.notOk(elements[0]?.attributes.has('width'), 'takes the width it is given')
    t.equal(elements[1]?.name, 'title')
    t.equal(elements[1]?.text, 'What it shows, & why')
    for (const { name, attributes } of elements) {
      t.notMatch(name, /^(style|script|clipPath|image|foreignObject)$/)
      for (const attribute of attributes.keys()) t.notMatch(attribute, /^(style|id|on.*|.*href)$/)
    }
    t.notMatch(svg, /NaN|undefined|Infinity/)
  })

  t.test(`${name}: draws in the page's colours only`, async (t) => {
    for (const { attributes } of readSvg(drawChart(definition, { title: 'x' }))) {
      for (const paint of ['fill', 'stroke']) {
        const value = attributes.get(paint)
        if (value !== undefined) t.match(value, /^(none|var\(--[a-z0-9-]+\))$/)
      }
    }
  })

  t.test(`${name}: is drawn the same twice`, async (t) => {
    t.equal(drawChart(definition, { title: 'x' }), drawChart(definition, { title: 'x' }))
  })

  t.test(`${name}: keeps every text inside the picture`, async (t) => {
    for (const { attributes, text } of textsOf(drawChart(definition, { title: 'x' }))) {
      const x = Number(attributes.get('x'))
      const y = Number(attributes.get('y'))
      t.ok(x >= 0 && x <= definition.width && y > 0 && y <= definition.height, `${text} at ${x}, ${y}`)
    }
  })
}

t.test('draws with the light values of the tokens', async (t) => {
  const css = await readFile(new URL('../../static/css/tokens.css', import.meta.url), 'utf8')
  const light = css.slice(0, css.indexOf('@media'))
  for (const [token, hex] of Object.entries(palette)) {
    t.match(light, token === 'ground' ? '--ground: var(--paper);' : `--${token}: ${hex};`)
  }
  t.equal(new Set(Object.values(palette)).size, Object.keys(palette).length, 'no two tokens share a colour')
})

t.test('every colour of the light page has one for the dark page', async (t) => {
  const css = await readFile(new URL('../../static/css/tokens.css', import.meta.url), 'utf8')
  const names = (part: string) => new Set([...part.matchAll(/(--[\w-]+): #/g)].map((found) => found[1]))
  const light = names(css.slice(0, css.indexOf('@media')))
  t.same(names(css.slice(css.indexOf('@media'))), light)
})
