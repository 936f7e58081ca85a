import type { Colour } from './palette.ts'
import { escapeXml } from './surface.ts'
import { estimateWidth, wrapLabel } from './text-fit.ts'

/** What is drawn, from left to right: each node after the one above it. */
export type DrawnTree = {
  readonly columns: readonly string[]
  readonly root: string
  readonly nodes: readonly {
    readonly id: string
    readonly above: string | null
    readonly column: number
    readonly label: string
    readonly figure: string
    readonly share: number | null
    readonly isBreak: boolean
  }[]
}

const widest = 690
/** What a sheet of A4 takes below its title. */
const tallest = 880
const labelSize = 13
const figureSize = 12
const headRoom = 34
const lineHeight = 15
/** Between the end of a name and the line that leads on. */
const clearance = 6

type Node = DrawnTree['nodes'][number]
type Place = { readonly x: number; readonly y: number; readonly end: number }
type Grid = {
  readonly width: number
  readonly column: number
  readonly pitch: number
  readonly isFlat: boolean
}

/**
 * A tree as SVG, like the charts: texts stay texts, colours are tokens. Weight and dashes of a line tell the same as its
 * figure, so that it reads in black and white; forty ends still fit on one page.
 */
export function drawTree(tree: DrawnTree, { title }: { readonly title: string }): string {
  const ends = tree.nodes.filter(({ id }) => !tree.nodes.some(({ above }) => above === id))
  const grid = gridFor(tree, ends.length)
  const places = placeAll(tree, grid)
  const height = round(headRoom + Math.max(1, ends.length) * grid.pitch)
  const root = places.get(null)
  const body = [
    ...tree.columns.map((name, at) => head(name, at, grid)),
    ...tree.nodes.map((node) => line(node, places)),
    root === undefined ? '' : rootMark(tree.root, root, grid),
    ...tree.nodes.map((node) => nodeMark(node, places.get(node.id), grid)),
  ]
  return (
    `<svg class="chart${grid.width < 600 ? ' small' : ''}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid.width} ${height}" role="img" direction="ltr">` +
    `<title>${escapeXml(title)}</title>${body.join('')}</svg>`
  )
}

function gridFor({ columns }: DrawnTree, ends: number): Grid {
  const column = Math.min(176, widest / Math.max(1, columns.length))
  const all = Math.max(1, ends)
  const pitch = Math.min(48, Math.max(640 / all, 42), Math.max(20, tallest / all))
  const isFlat = pitch < 31
  return { width: round(column * columns.length), column, pitch: round(pitch), isFlat }
}

// Ends stand one below the other; whoever has some below stands in their middle.
function placeAll({ nodes, root }: DrawnTree, grid: Grid): ReadonlyMap<string | null, Place> {
  const places = new Map<string | null, Place>()
  let row = 0
  const place = (id: string | null, at: { column: number; texts: readonly string[] }): number => {
    const below = nodes.filter(({ above }) => above === id)
    const inside = below.map((one) => place(one.id, { column: one.column, texts: textsOf(one, grid) }))
    const y = inside.length === 0 ? headRoom + (row++ + 0.5) * grid.pitch : middleOf(inside)
    const x = at.column * grid.column + 7
    const width = Math.max(...at.texts.map((text) => estimateWidth(text, labelSize)))
    places.set(id, { x, y: round(y), end: round(x + 12 + Math.min(width, roomIn(grid)) + clearance) })
    return y
  }
  place(null, { column: 0, texts: rootLines(root, grid) })
  return places
}

// Nothing leads on from the last column: its names have more room.
const roomOf = ({ column }: Node, grid: Grid) =>
  roomIn(grid) + (column * grid.column + grid.column >= grid.width - 1 ? 22 : 0)

const middleOf = (ys: readonly number[]) => ((ys[0] ?? 0) + (ys.at(-1) ?? 0)) / 2
const roomIn = ({ column }: Grid) => column - 36

function rootLines(root: string, grid: Grid): readonly string[] {
  return wrapLabel(root, { width: roomIn(grid), fontSize: labelSize, lines: 3 })
}

// A name of two lines only where the next row leaves the room for it.
function textsOf(node: Node, grid: Grid): readonly string[] {
  const { label, figure } = node
  const lines = grid.pitch >= 48 ? 2 : 1
  if (!grid.isFlat) return [...wrapLabel(label, { ...oneLine(roomOf(node, grid)), lines }), figure]
  const left = roomOf(node, grid) - estimateWidth(` ${figure}`, figureSize)
  return [`${wrapLabel(label, oneLine(left))[0] ?? ''} ${figure}`]
}

const oneLine = (width: number) => ({ width, fontSize: labelSize, lines: 1 })

function line({ id, above, share, isBreak }: Node, places: ReadonlyMap<string | null, Place>): string {
  const [from, to] = [places.get(above), places.get(id)]
  if (from === undefined || to === undefined) return ''
  const bend = Math.max(from.end + 4, Math.min(from.end + 34, to.x - 8))
  const half = round((from.end + bend) / 2)
  const path = `M${from.end} ${from.y}C${half} ${from.y} ${half} ${to.y} ${round(bend)} ${to.y}H${to.x}`
  const colour: Colour = share === null ? 'thread' : isBreak ? 'evident' : 'leaders'
  const { width, dashes } = strokeOf(share)
  return `<path d="${path}" fill="none" stroke="var(--${colour})" stroke-width="${width}"${dashes}/>`
}

function strokeOf(share: number | null): { readonly width: number; readonly dashes: string } {
  if (share === null) return { width: 1, dashes: ' stroke-dasharray="4 4"' }
  if (share === 0) return { width: 1.5, dashes: ' stroke-dasharray="1 4" stroke-linecap="round"' }
  return { width: round(1 + 6 * share), dashes: '' }
}

function head(name: string, at: number, grid: Grid): string {
  const lines = wrapLabel(name, { width: grid.column - 10, fontSize: figureSize, lines: 1 })
  return write(
    lines[0] ?? '',
    { x: round(at * grid.column + 1), y: 14 },
    { size: figureSize, colour: 'ink-quiet' },
  )
}

function rootMark(root: string, { x, y }: Place, grid: Grid): string {
  const lines = rootLines(root, grid)
  const top = y - ((lines.length - 1) * 16) / 2 + 4.5
  const square = `<rect x="${x - 5}" y="${y - 5}" width="10" height="10" fill="var(--ink)"/>`
  return (
    square + lines.map((text, at) => write(text, { x: x + 12, y: top + at * 16 }, { isBold: true })).join('')
  )
}

function nodeMark(node: Node, place: Place | undefined, grid: Grid): string {
  if (place === undefined) return ''
  const { x, y } = place
  const isKnown = node.share !== null
  const ring = isKnown
    ? 'fill="var(--leaders)"'
    : 'fill="var(--ground)" stroke="var(--thread)" stroke-width="1.5"'
  const dot = `<circle cx="${x}" cy="${y}" r="4.5" ${node.isBreak ? 'fill="var(--evident)"' : ring}/>`
  const ink = {
    size: figureSize,
    colour: node.isBreak ? 'evident' : 'ink-quiet',
    isBold: node.isBreak,
  } as const
  const texts = textsOf(node, grid)
  if (grid.isFlat)
    return dot + texts.map((text) => write(text, { x: x + 12, y: y + 4.5 }, node.isBreak ? ink : {})).join('')
  const top = y + 5.5 - ((texts.length - 1) * lineHeight) / 2
  const written = texts.map((text, at) =>
    write(text, { x: x + 12, y: top + at * lineHeight }, at === texts.length - 1 ? ink : {}),
  )
  return dot + written.join('')
}

type Ink = { readonly size?: number; readonly colour?: Colour; readonly isBold?: boolean }

// A patch of the ground behind the letters keeps lines from striking through them; a ring around each letter
// would be printed as a drawing of it, a quarter of a whole report's size.
function write(text: string, { x, y }: { x: number; y: number }, ink: Ink): string {
  const { size = labelSize, colour = 'ink', isBold = false } = ink
  const width = round(estimateWidth(text, size) + 2)
  const patch = `<rect x="${round(x - 2)}" y="${round(y - size * 0.85)}" width="${width}" height="${round(size * 1.1)}" fill="var(--ground)"/>`
  return `${patch}<text x="${round(x)}" y="${round(y)}" font-size="${size}"${isBold ? ' font-weight="600"' : ''} fill="var(--${colour})">${escapeXml(text)}</text>`
}

const round = (value: number) => Math.round(value * 10) / 10
