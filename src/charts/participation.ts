import type { ChartDefinition } from './draw.ts'
import { drawing, type Geometry, widthOf, write } from './layout.ts'
import { palette } from './palette.ts'
import { chartFont, type Pen } from './surface.ts'

export type ParticipationData = {
  /** One band a day: between `from` and `to` of those invited had answered. */
  readonly days: readonly { readonly label: string; readonly from: number; readonly to: number }[]
  readonly lastBand: string
  readonly target: { readonly share: number; readonly label: string; readonly name: string }
}

const width = 520

/** Bands over days, never counts: a counter that goes from 7 to 8 would tell who has just answered. */
export function participation({ days, lastBand, target }: ParticipationData): ChartDefinition {
  const last = days.length - 1
  return {
    width,
    height: 170,
    config: {
      type: 'bar',
      data: {
        labels: days.map((day) => day.label),
        datasets: [
          {
            data: days.map((day) => [day.from, day.to]) as [number, number][],
            backgroundColor: days.map((_, index) =>
              index === last ? palette.leaders : palette['leaders-soft'],
            ),
            categoryPercentage: 1,
            barPercentage: 0.84,
            maxBarThickness: 72,
          },
        ],
      },
      options: {
        layout: { padding: { top: 16, right: 72, left: 44, bottom: 22 } },
        scales: {
          x: { display: false },
          y: { display: false, min: 0, max: 1 },
        },
        font: { family: chartFont },
      },
      plugins: [drawing('frame', (pen, at) => drawFrame(pen, at, { days, lastBand, target }))],
    } as ChartDefinition['config'],
  }
}

function drawFrame(pen: Pen, at: Geometry, { days, lastBand, target }: ParticipationData): void {
  const last = days.at(-1)
  line(pen, { from: at.left, to: at.width, y: at.y(0) }, false)
  line(pen, { from: at.left, to: at.width, y: at.y(target.share) }, true)
  write(pen, '0', { x: 0, y: at.y(0), colour: 'ink-quiet', size: 12 })
  write(pen, target.label, { x: 0, y: at.y(target.share), colour: 'ink-quiet', size: 12 })
  write(pen, target.name, {
    x: at.width,
    // Under its line once the last band's own label stands above it.
    y: at.y(target.share) + (last !== undefined && last.from >= target.share ? 10 : -10),
    align: 'right',
    colour: 'ink-quiet',
    size: 12,
  })
  if (last === undefined) return
  const half = Math.min(36, (at.right - at.left) / days.length / 2)
  write(pen, lastBand, {
    x: at.x(days.length - 1) + half + 6,
    y: at.y((last.from + last.to) / 2),
    isBold: true,
  })
  nameDays(
    pen,
    at,
    days.map((day) => day.label),
  )
}

function line(pen: Pen, at: { from: number; to: number; y: number }, isDashed: boolean): void {
  pen.fillStyle = palette.rule
  const [dash, step] = isDashed ? [4, 8] : [at.to - at.from, at.to - at.from]
  for (let x = at.from; x < at.to; x += step) pen.fillRect(x, at.y - 0.5, Math.min(dash, at.to - x), 1)
}

// As many days as fit, always the first; their bars say the rest.
function nameDays(pen: Pen, at: Geometry, labels: readonly string[]): void {
  let edge = Number.NEGATIVE_INFINITY
  for (const [index, label] of labels.entries()) {
    const x = at.x(index)
    const half = widthOf(pen, label, { size: 12 }) / 2
    if (x - half < edge + 12) continue
    write(pen, label, { x, y: at.y(0) + 14, align: 'center', colour: 'ink-quiet', size: 12 })
    edge = x + half
  }
}
