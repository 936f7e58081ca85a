import type { ChartDefinition } from './draw.ts'
import {
  chartWidth,
  drawing,
  type Geometry,
  heightFor,
  rowAxis,
  rowName,
  shareAxis,
  textSize,
  widthOf,
  write,
} from './layout.ts'
import { type Colour, palette } from './palette.ts'
import type { Pen } from './surface.ts'
import { estimateWidth, spreadLabels } from './text-fit.ts'

/** A share 0..1 with how it is said ("31", "4 of 7") and, where known, where it can lie. */
export type Mark = {
  readonly share: number
  readonly label: string
  readonly low?: number
  readonly high?: number
}

/** The difference in words ("+26", "≥ +25"), how large it counts, and whether chance is ruled out. */
export type Difference = {
  readonly label: string
  readonly size: 'neutral' | 'notable' | 'large'
  readonly isSolid: boolean
}

export type PairedRow = {
  readonly label: string
  readonly first: Mark
  readonly second: Mark
  readonly difference: Difference
}

/** From here on rows move closer together, so that the chart leaves room on its page; names of two lines less so. */
const manyRows = 12

export type Side = {
  readonly name: string
  readonly colour: Colour
  readonly textColour: Colour
  readonly intervalColour: Colour
}

export type PairedRows = {
  readonly rows: readonly PairedRow[]
  readonly first: Side
  readonly second: Side
  readonly differenceName: string
}

/**
 * Two figures a row, joined by a thread: intervals as bars, values beside their markers, the difference at the edge.
 * Markers are hollow where the difference may be chance.
 */
export function pairedRows(data: PairedRows): ChartDefinition {
  const { rows } = data
  return {
    width: chartWidth,
    height: heightFor(rows.length, pitchOf(rows)),
    config: {
      type: 'bar',
      data: { labels: rows.map((row) => row.label), datasets: datasetsOf(data) },
      options: {
        indexAxis: 'y',
        layout: { padding: { top: 26, right: roomAtRight(rows), left: 0, bottom: 0 } },
        scales: { x: shareAxis(), y: { ...rowAxis(rows.map((row) => row.label)), offset: true } },
      },
      plugins: [
        drawing('values', (pen, at) => writeRows(pen, at, data)),
        drawing('names', (pen, at) => nameSides(pen, at, data)),
      ],
    } as ChartDefinition['config'],
  }
}

function pitchOf(rows: readonly PairedRow[]): number {
  if (rows.length <= manyRows) return 36
  return rows.every(({ label }) => rowName(label).length === 1) ? 26 : 30
}

function datasetsOf({ rows, first, second }: PairedRows): unknown[] {
  const bar = { type: 'bar', grouped: false }
  const thread = {
    ...bar,
    order: 4,
    barThickness: 1.5,
    backgroundColor: palette.thread,
    data: rows.map((row) => [row.first.share, row.second.share]),
  }
  return [
    thread,
    intervals(rows, 'second', second),
    intervals(rows, 'first', first),
    markers(rows, 'second', second),
    markers(rows, 'first', first),
  ]
}

function intervals(rows: readonly PairedRow[], side: 'first' | 'second', { intervalColour }: Side): unknown {
  const data = rows.map((row) => {
    const { low, high } = row[side]
    return low === undefined || high === undefined ? null : [low, high]
  })
  return {
    type: 'bar',
    grouped: false,
    order: 3,
    barThickness: side === 'first' ? 9 : 15,
    backgroundColor: palette[intervalColour],
    data,
  }
}

function markers(rows: readonly PairedRow[], side: 'first' | 'second', { colour }: Side): unknown {
  return {
    type: 'line',
    showLine: false,
    order: side === 'first' ? 1 : 2,
    data: rows.map((row) => row[side].share),
    pointRadius: rows.map((row) => (row.difference.isSolid ? 6 : 5)),
    pointBorderWidth: rows.map((row) => (row.difference.isSolid ? 0 : 2)),
    pointBorderColor: palette[colour],
    pointBackgroundColor: rows.map((row) => (row.difference.isSolid ? palette[colour] : palette.ground)),
  }
}

// What the labels of the right-hand markers need beyond 100 %, and the column of differences after them.
function roomAtRight(rows: readonly PairedRow[]): number {
  const beyond = rows.map((row) => {
    const right = row.first.share > row.second.share ? row.first : row.second
    return estimateWidth(right.label, textSize) + 20 - (1 - Math.max(right.share, right.high ?? 0)) * 330
  })
  const differences = rows.map((row) => estimateWidth(row.difference.label, textSize))
  return Math.ceil(Math.max(8, ...beyond) + Math.max(30, ...differences) + 12)
}

function writeRows(pen: Pen, at: Geometry, { rows, first, second }: PairedRows): void {
  for (const [index, row] of rows.entries()) {
    const y = at.y(index)
    const isSwapped = row.first.share > row.second.share
    const left = isSwapped ? { ...row.second, side: second } : { ...row.first, side: first }
    const right = isSwapped ? { ...row.first, side: first } : { ...row.second, side: second }
    const places = placeValues(at, { left, right, leftWidth: widthOf(pen, left.label) })
    write(pen, left.label, { ...places.left, y, colour: left.side.textColour, isMasked: true })
    write(pen, right.label, { x: places.right, y, colour: right.side.textColour, isMasked: true })
    writeDifference(pen, { x: at.width, y }, row.difference)
  }
}

type Values = { readonly left: Mark; readonly right: Mark; readonly leftWidth: number }

/** The left value stands before its mark; near 0 it goes between the two marks, or else after both. */
function placeValues(
  at: Geometry,
  { left, right, leftWidth }: Values,
): { left: { x: number; align: 'left' | 'right' }; right: number } {
  const [leftEdges, rightEdges] = [edgesOf(at, left), edgesOf(at, right)]
  const from = Math.min(leftEdges.from, rightEdges.from)
  const to = Math.max(leftEdges.to, rightEdges.to)
  if (from - leftWidth > at.left - 36) return { left: { x: from, align: 'right' }, right: to }
  if (leftEdges.to + leftWidth < rightEdges.from)
    return { left: { x: leftEdges.to, align: 'left' }, right: to }
  return { left: { x: to, align: 'left' }, right: to + leftWidth + 10 }
}

function edgesOf(at: Geometry, { share, low = share, high = share }: Mark): { from: number; to: number } {
  return {
    from: Math.min(at.x(share) - 12, at.x(low) - 7),
    to: Math.max(at.x(share) + 12, at.x(high) + 7),
  }
}

const sizeColours: Readonly<Record<Difference['size'], Colour>> = {
  neutral: 'ink-quiet',
  notable: 'ink',
  large: 'evident',
}

function writeDifference(pen: Pen, at: { x: number; y: number }, difference: Difference): void {
  const colour = sizeColours[difference.size]
  write(pen, difference.label, { ...at, align: 'right', colour, isBold: difference.size !== 'neutral' })
}

function nameSides(pen: Pen, at: Geometry, { rows, first, second, differenceName }: PairedRows): void {
  write(pen, differenceName, { x: at.width, y: 10, align: 'right', colour: 'ink-quiet', size: 12 })
  const [top] = rows
  if (top === undefined) return
  const named = [
    { side: first, centre: at.x(top.first.share) },
    { side: second, centre: at.x(top.second.share) },
  ].sort((a, b) => a.centre - b.centre)
  const placed = named.map(({ side, centre }) => ({
    centre,
    width: widthOf(pen, side.name, { isBold: true }),
  }))
  const to = at.width - widthOf(pen, differenceName, { size: 12 }) - 16
  const centres = spreadLabels(placed, { from: at.left - 30, to, gap: 16 })
  for (const [index, { side }] of named.entries()) {
    write(pen, side.name, {
      x: centres[index] ?? 0,
      y: 10,
      align: 'center',
      colour: side.textColour,
      isBold: true,
    })
  }
}
