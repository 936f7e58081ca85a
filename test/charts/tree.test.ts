import t from 'tap'
import { estimateWidth } from '../../src/charts/text-fit.ts'
import { type DrawnTree, drawTree } from '../../src/charts/tree.ts'
import { readSvg, textsOf } from './read-svg.ts'

type Node = DrawnTree['nodes'][number]

function aNode(id: string, given: Partial<Node> = {}): Node {
  return { id, above: null, column: 1, label: 'Sales', figure: '3 of 3', share: 1, isBreak: false, ...given }
}

const columns = ['As stated', 'Executive', 'Head', 'Manager', 'Individual']
const small: DrawnTree = {
  columns,
  root: 'Goal & <b>more</b>',
  nodes: [
    aNode('a'),
    aNode('b', { above: 'a', column: 2, share: 0.5 }),
    aNode('c', { above: 'a', column: 3, share: 0, isBreak: true, label: 'A department with a long name' }),
    aNode('d', { above: 'b', column: 4, share: null, figure: 'not marked' }),
  ],
}
/** Forty, all but one below the first. */
const wide: DrawnTree = {
  columns,
  root: 'Goal',
  nodes: [
    aNode('top'),
    ...Array.from({ length: 39 }, (_, at) =>
      aNode(`n${at}`, { above: 'top', column: 4, share: at / 39, label: 'Operations and support' }),
    ),
  ],
}

for (const [name, tree] of Object.entries({ small, wide, empty: { ...small, nodes: [] } })) {
  t.test(
    `${name}: is well-formed, titled, in the page’s colours and free of styles, scripts and ids`,
    async (t) => {
      const elements = readSvg(drawTree(tree, { title: 'What it shows, & why' }))
      t.equal(elements[0]?.attributes.get('role'), 'img')
      t.equal(elements[1]?.text, 'What it shows, & why')
      for (const { name, attributes } of elements) {
        t.match(name, /^(svg|title|path|rect|circle|text)$/)
        for (const attribute of attributes.keys()) t.notMatch(attribute, /^(style|id|on.*|.*href)$/)
        for (const paint of ['fill', 'stroke']) {
          const value = attributes.get(paint)
          if (value !== undefined) t.match(value, /^(none|var\(--[a-z0-9-]+\))$/)
        }
      }
      t.notMatch(drawTree(tree, { title: 'x' }), /NaN|undefined|Infinity/)
    },
  )

  t.test(`${name}: keeps every text inside the picture, and none upon another`, async (t) => {
    const svg = drawTree(tree, { title: 'x' })
    const [, width = 0, height = 0] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)?.map(Number) ?? []
    t.ok(width <= 690 && height <= 920, 'fits on a page')
    const places = textsOf(svg).map(({ attributes, text }) => {
      const at = { text, x: Number(attributes.get('x')), y: Number(attributes.get('y')) }
      t.ok(at.x >= 0 && at.x < width && at.y > 0 && at.y <= height, `${text} at ${at.x}, ${at.y}`)
      return at
    })
    const rows = [...Map.groupBy(places, ({ x }) => x).values()].map((column) => column.map(({ y }) => y))
    for (const ys of rows) {
      const sorted = ys.toSorted((a, b) => a - b)
      for (const [at, y] of sorted.entries()) t.ok(at === 0 || y - (sorted[at - 1] ?? 0) >= 12)
    }
  })
}

t.test('the weight and the dashes of a line tell how much has arrived', async (t) => {
  const lines = readSvg(drawTree(small, { title: 'x' })).filter(({ name }) => name === 'path')
  const told = lines.map(({ attributes }) => [
    Number(attributes.get('stroke-width')),
    attributes.get('stroke-dasharray') ?? null,
  ])
  t.same(told, [
    [7, null],
    [4, null],
    [1.5, '1 4'],
    [1, '4 4'],
  ])
})

t.test('everybody has a mark, and the break its colour', async (t) => {
  const circles = readSvg(drawTree(wide, { title: 'x' })).filter(({ name }) => name === 'circle')
  t.equal(circles.length, 40)
  const broken = readSvg(drawTree(small, { title: 'x' })).filter(
    ({ attributes }) => attributes.get('fill') === 'var(--evident)',
  )
  t.same(
    broken.map(({ name }) => name),
    ['circle', 'text'],
  )
})

t.test('behind every text lies a patch of the ground as long as the text', async (t) => {
  const elements = readSvg(drawTree(small, { title: 'x' }))
  for (const [at, { name, attributes, text }] of elements.entries()) {
    if (name !== 'text') continue
    const patch = elements[at - 1]?.attributes
    t.equal(patch?.get('fill'), 'var(--ground)', text)
    t.ok(Number(patch?.get('width')) > 4 * text.length, 'wide enough')
    t.equal(attributes.get('stroke'), undefined, 'a ring would be printed as a drawing')
  }
})

t.test('a line leads on clear of the name it begins behind', async (t) => {
  const svg = drawTree(small, { title: 'x' })
  const starts = readSvg(svg)
    .filter(({ name }) => name === 'path')
    .map(
      ({ attributes }) =>
        /^M([\d.]+) ([\d.]+)/
          .exec(attributes.get('d') ?? '')
          ?.slice(1)
          .map(Number) ?? [],
    )
  t.ok(starts.length > 0)
  const names = textsOf(svg).map(({ attributes, text }) => ({
    x: Number(attributes.get('x')),
    y: Number(attributes.get('y')),
    width: estimateWidth(text, Number(attributes.get('font-size'))),
  }))
  for (const [x = 0, y = 0] of starts) {
    const before = names.filter((name) => Math.abs(name.y - y) < 24 && name.x < x)
    const ends = Math.max(...before.map((name) => name.x + name.width))
    t.ok(x - ends >= 4, `${x} begins ${x - ends} behind the name`)
  }
})
