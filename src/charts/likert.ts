import type { ChartDefinition } from './draw.ts'
import { chartWidth, drawing, type Geometry, rowAxis, textSize, widthOf, write } from './layout.ts'
import { type Colour, palette } from './palette.ts'
import { nameParts, type Part, partDatasets, writeParts } from './stacked-rows.ts'
import type { Pen } from './surface.ts'

type Share = { readonly share: number; readonly label: string }

export type LikertData = {
  readonly rows: readonly {
    readonly label: string
    /** From "strongly disagree" to "strongly agree", as shares of all who answered. */
    readonly points: readonly [Share, Share, Share, Share, Share]
    readonly cantSay: Share
  }[]
  readonly names: {
    readonly points: readonly [string, string, string, string, string]
    readonly cantSay: string
  }
}

const colours: readonly Colour[] = ['low-strong', 'low', 'step-0', 'high', 'high-strong']
const thickness = 24
const apartRoom = 92
const apartBar = 56

/** Agreement to the right, disagreement to the left of the middle of "neither"; "I can't say" stands apart. */
export function likert({ rows, names }: LikertData): ChartDefinition {
  const parts = rows.map((row) => partsAround(row.points))
  const reach = Math.max(0.1, ...parts.flat().map((part) => Math.max(Math.abs(part.from), Math.abs(part.to))))
  return {
    width: chartWidth,
    height: rows.length * 36 + 58,
    config: {
      type: 'bar',
      data: { labels: rows.map((row) => row.label), datasets: partDatasets(parts, thickness) },
      options: {
        indexAxis: 'y',
        layout: { padding: { top: 50, right: apartRoom, left: 0, bottom: 0 } },
        scales: {
          x: { type: 'linear', min: -reach, max: reach, display: false },
          y: rowAxis(rows.map((row) => row.label)),
        },
      },
      plugins: [
        drawing('values', (pen, at) => writeParts(pen, at, parts)),
        drawing('names', (pen, at) => nameFirstRow(pen, at, { parts: parts[0] ?? [], names: names.points })),
        drawing('apart', (pen, at) => drawApart(pen, at, { rows, name: names.cantSay })),
      ],
    } as ChartDefinition['config'],
  }
}

function partsAround(points: LikertData['rows'][number]['points']): Part[] {
  const [strongly, disagree, neither] = points
  let from = -(strongly.share + disagree.share + neither.share / 2)
  return points.map((point, index) => {
    const part = {
      from,
      to: from + point.share,
      label: point.label,
      colour: colours[index] ?? 'mid',
      textColour: 'ink' as const,
    }
    from = part.to
    return part
  })
}

function nameFirstRow(
  pen: Pen,
  at: Geometry,
  { parts, names }: { parts: readonly Part[]; names: readonly string[] },
): void {
  const named = parts.map((part, index) => ({ name: names[index] ?? '', from: part.from, to: part.to }))
  nameParts(pen, { ...at, width: at.right }, { parts: named, textY: 20, barY: at.y(0) - thickness / 2 })
}

function drawApart(pen: Pen, at: Geometry, { rows, name }: { rows: LikertData['rows']; name: string }): void {
  const left = at.width - apartBar
  write(pen, name, { x: at.width, y: 20, align: 'right', colour: 'ink-quiet', size: textSize - 1 })
  for (const [index, { cantSay }] of rows.entries()) {
    const y = at.y(index)
    pen.fillStyle = palette.rule
    if (cantSay.share > 0) pen.fillRect(left, y - thickness / 2, cantSay.share * apartBar, thickness)
    const x = Math.min(left + cantSay.share * apartBar + 6, at.width - widthOf(pen, cantSay.label))
    write(pen, cantSay.label, { x, y, colour: 'ink-quiet' })
  }
}
