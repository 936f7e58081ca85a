import { type Geometry, textSize, widthOf, write } from './layout.ts'
import { type Colour, palette } from './palette.ts'
import type { Pen } from './surface.ts'
import { spreadLabels } from './text-fit.ts'

/** One part of a row: from and to on the axis, its value in words, and the colours of part and letters. */
export type Part = {
  readonly from: number
  readonly to: number
  readonly label: string
  readonly colour: Colour
  readonly textColour: Colour
}

/** One floating-bar dataset for each place in the rows; a row without that part has a gap. */
export function partDatasets(rows: readonly (readonly Part[])[], thickness: number): unknown[] {
  const places = Math.max(0, ...rows.map((parts) => parts.length))
  return Array.from({ length: places }, (_, place) => ({
    type: 'bar',
    grouped: false,
    barThickness: thickness,
    borderColor: palette.ground,
    borderSkipped: false,
    borderWidth: { left: 0, right: 1.5, top: 0, bottom: 0 },
    backgroundColor: rows.map((parts) => palette[parts[place]?.colour ?? 'ground']),
    data: rows.map((parts) => {
      const part = parts[place]
      return part === undefined || part.to <= part.from ? null : [part.from, part.to]
    }),
  }))
}

/** Values inside their parts, where they fit. */
export function writeParts(pen: Pen, at: Geometry, rows: readonly (readonly Part[])[]): void {
  for (const [index, parts] of rows.entries()) {
    for (const part of parts) {
      const room = at.x(part.to) - at.x(part.from) - 6
      if (widthOf(pen, part.label) > room) continue
      const x = (at.x(part.from) + at.x(part.to)) / 2
      write(pen, part.label, { x, y: at.y(index), align: 'center', colour: part.textColour })
    }
  }
}

export type NamedPart = { readonly name: string; readonly from: number; readonly to: number }

/** Names beside a row of parts, moved apart so that none overlap, each tied to its part by a thin line. */
export function nameParts(
  pen: Pen,
  at: Geometry,
  named: { parts: readonly NamedPart[]; textY: number; barY: number },
): void {
  const size = textSize - 1
  const middles = named.parts.map((part) => (at.x(part.from) + at.x(part.to)) / 2)
  const placed = named.parts.map((part, index) => ({
    centre: middles[index] ?? 0,
    width: widthOf(pen, part.name, { size }),
  }))
  const centres = spreadLabels(placed, { from: at.left, to: at.width, gap: 12 })
  const lineStart = named.textY + (named.barY > named.textY ? 8 : -8)
  for (const [index, part] of named.parts.entries()) {
    const centre = centres[index] ?? 0
    write(pen, part.name, { x: centre, y: named.textY, align: 'center', colour: 'ink-quiet', size })
    tie(pen, { x: centre, y: lineStart }, { x: middles[index] ?? 0, y: named.barY })
  }
}

function tie(pen: Pen, from: { x: number; y: number }, to: { x: number; y: number }): void {
  pen.strokeStyle = palette.thread
  pen.lineWidth = 1
  pen.beginPath()
  pen.moveTo(from.x, from.y)
  pen.lineTo(to.x, to.y)
  pen.stroke()
}
