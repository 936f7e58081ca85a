import type { Chart, Plugin } from 'chart.js'
import { type Colour, palette } from './palette.ts'
import { chartFont, type Pen } from './surface.ts'
import { wrapLabel } from './text-fit.ts'

export const chartWidth = 690
export const textSize = 13
const labelRoom = 200

/** Where things are on the drawn chart, in px. */
export type Geometry = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly width: number
  x(value: number): number
  y(value: number): number
}

/** Draws what Chart.js has no part for, with the chart's own scales. */
export function drawing(id: string, draw: (pen: Pen, at: Geometry) => void): Plugin<'bar' | 'line'> {
  return { id, afterDatasetsDraw: (chart) => draw(chart.ctx as unknown as Pen, geometryOf(chart as Chart)) }
}

function geometryOf(chart: Chart): Geometry {
  const { left, right, top, bottom } = chart.chartArea
  const { x, y } = chart.scales
  return {
    left,
    right,
    top,
    bottom,
    width: chart.width,
    x: (value) => x?.getPixelForValue(value) ?? 0,
    y: (value) => y?.getPixelForValue(value) ?? 0,
  }
}

export type Ink = {
  readonly colour?: Colour
  readonly align?: 'left' | 'center' | 'right'
  readonly isBold?: boolean
  readonly size?: number
  /** Keeps grid lines from striking through the letters. */
  readonly isMasked?: boolean
}

export function write(pen: Pen, text: string, at: { x: number; y: number } & Ink): void {
  if (at.isMasked) mask(pen, text, at)
  pen.font = `${at.isBold ? 600 : 400} ${at.size ?? textSize}px "${chartFont}"`
  pen.fillStyle = palette[at.colour ?? 'ink']
  pen.textAlign = at.align ?? 'left'
  pen.textBaseline = 'middle'
  pen.fillText(text, at.x, at.y)
}

function mask(pen: Pen, text: string, at: { x: number; y: number } & Ink): void {
  const width = widthOf(pen, text, at)
  const from = at.align === 'right' ? at.x - width : at.align === 'center' ? at.x - width / 2 : at.x
  const size = at.size ?? textSize
  pen.fillStyle = palette.ground
  pen.fillRect(from - 2, at.y - size * 0.6, width + 4, size * 1.2)
}

export function widthOf(pen: Pen, text: string, ink: Ink = {}): number {
  pen.font = `${ink.isBold ? 600 : 400} ${ink.size ?? textSize}px "${chartFont}"`
  return pen.measureText(text).width
}

const font = (size: number) => ({ family: `"${chartFont}"`, size, weight: 400 as const })

/** 0 to 100 %, four quiet lines; the sign is said once, at the end. */
export function shareAxis(grid = true) {
  return {
    type: 'linear' as const,
    min: 0,
    max: 1,
    border: { display: false },
    grid: { color: palette.rule, drawTicks: false, display: grid },
    ticks: {
      stepSize: 0.25,
      color: palette['ink-quiet'],
      font: font(12),
      padding: 6,
      callback: (value: string | number) =>
        Number(value) === 1 ? '100\u00a0%' : String(Math.round(Number(value) * 100)),
    },
  }
}

/** The rows' names at the left edge, wrapped to two lines within their column. */
export function rowAxis(labels: readonly string[], room = labelRoom) {
  return {
    type: 'category' as const,
    border: { display: false },
    grid: { display: false },
    afterFit: (scale: { width: number }) => {
      scale.width = room
    },
    ticks: {
      color: palette.ink,
      font: font(textSize),
      crossAlign: 'far' as const,
      padding: 0,
      autoSkip: false,
      callback: (_: unknown, index: number) => rowName(labels[index] ?? '', room),
    },
  }
}

export function rowName(label: string, room = labelRoom): string[] {
  return wrapLabel(label, { width: room - 8, fontSize: textSize, lines: 2 })
}

/** Tall enough for the rows, their headings above and the axis below. */
export const heightFor = (rows: number, each = 36) => rows * each + 62
