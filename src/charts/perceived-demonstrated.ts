import type { ChartDefinition } from './draw.ts'
import { chartWidth, drawing, type Geometry, rowAxis, write } from './layout.ts'
import type { Colour } from './palette.ts'
import { nameParts, type Part, partDatasets, writeParts } from './stacked-rows.ts'
import type { Pen } from './surface.ts'

type Share = { readonly share: number; readonly label: string }

export type PerceivedData = {
  readonly sides: readonly {
    readonly colour: 'staff' | 'leaders'
    /** How many say that they could list the priorities. */
    readonly says: Share & { readonly name: string }
    /** How many really named all, two, one, none; null where it may not be shown. */
    readonly named: { readonly name: string; readonly parts: readonly [Share, Share, Share, Share] } | null
  }[]
  readonly names: readonly [string, string, string, string]
}

const thickness = 24
const steps: readonly (readonly [Colour, Colour])[] = [
  ['leaders', 'ground'],
  ['step-2', 'ink'],
  ['step-1', 'ink'],
  ['step-0', 'ink'],
]

type Row = {
  readonly name: string
  readonly parts: readonly Part[]
  readonly outside: Share | null
  readonly colour: Colour
}

/** What people say they could list, above what they did list. */
export function perceivedDemonstrated({ sides, names }: PerceivedData): ChartDefinition {
  const rows = sides.flatMap(rowsOf)
  const labels = rows.map((row) => row.name)
  const parts = rows.map((row) => row.parts)
  return {
    width: chartWidth,
    height: rows.length * 38 + 40,
    config: {
      type: 'bar',
      data: { labels, datasets: partDatasets(parts, thickness) },
      options: {
        indexAxis: 'y',
        layout: { padding: { top: 0, right: 8, left: 0, bottom: 40 } },
        scales: { x: { type: 'linear', min: 0, max: 1, display: false }, y: rowAxis(labels) },
      },
      plugins: [
        drawing('values', (pen, at) => writeValues(pen, at, rows)),
        drawing('names', (pen, at) => nameLastRow(pen, at, { rows, names })),
      ],
    } as ChartDefinition['config'],
  }
}

function rowsOf({ colour, says, named }: PerceivedData['sides'][number]): Row[] {
  const bar = { from: 0, to: says.share, label: '', colour, textColour: 'ink' as const }
  const perceived = {
    name: says.name,
    parts: [bar],
    outside: says,
    colour: colour === 'staff' ? 'staff-text' : colour,
  } as const
  return named === null
    ? [perceived]
    : [perceived, { ...named, parts: stepsOf(named.parts), outside: null, colour: 'ink' }]
}

function stepsOf(shares: readonly Share[]): Part[] {
  let from = 0
  return shares.map(({ share, label }, index) => {
    const [colour, textColour] = steps[index] ?? ['step-0', 'ink']
    const part = { from, to: from + share, label, colour, textColour }
    from = part.to
    return part
  })
}

function writeValues(pen: Pen, at: Geometry, rows: readonly Row[]): void {
  writeParts(
    pen,
    at,
    rows.map((row) => row.parts),
  )
  for (const [index, { outside, colour }] of rows.entries()) {
    if (outside !== null) {
      const isLong = outside.share > 0.9
      const x = at.x(outside.share) + (isLong ? -8 : 8)
      write(pen, outside.label, {
        x,
        y: at.y(index),
        colour: isLong ? 'ground' : colour,
        isBold: true,
        align: isLong ? 'right' : 'left',
      })
    }
  }
}

function nameLastRow(
  pen: Pen,
  at: Geometry,
  { rows, names }: { rows: readonly Row[]; names: readonly string[] },
): void {
  const index = rows.findLastIndex((row) => row.outside === null)
  const row = rows[index]
  if (row === undefined) return
  const named = row.parts.map((part, place) => ({ name: names[place] ?? '', from: part.from, to: part.to }))
  const shown = named.filter((part) => part.to > part.from)
  nameParts(pen, at, { parts: shown, textY: at.bottom + 24, barY: at.y(index) + thickness / 2 })
}
