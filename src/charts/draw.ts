import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
} from 'chart.js'
import { tokenOf } from './palette.ts'
import { escapeXml, openSurface } from './surface.ts'

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
)

/** A Chart.js configuration with the size it is made for, in px. */
export type ChartDefinition = {
  readonly config: ChartConfiguration<'bar' | 'line', unknown[], string>
  readonly width: number
  readonly height: number
}

/**
 * Draws a chart to SVG: text stays text, colours are the tokens of the page (so dark and print follow),
 * no style, no script, no id. The title is what a screen reader says; the figures belong in a table beside it.
 */
export function drawChart(definition: ChartDefinition, { title }: { readonly title: string }): string {
  const { config, width, height } = definition
  const surface = openSurface(width, height)
  const chart = new Chart(surface.canvas as never, withStillness(config) as never)
  const { shapes, texts } = surface.svg()
  chart.destroy()
  return (
    `<svg class="chart${width < 600 ? ' small' : ''}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" direction="ltr">` +
    `<title>${escapeXml(title)}</title>${tidy(shapes)}<g>${short(texts)}</g></svg>`
  )
}

function withStillness(config: ChartDefinition['config']): unknown {
  const still = { responsive: false, animation: false, devicePixelRatio: 1, events: [] } as const
  return { ...config, options: { ...config.options, ...still } }
}

function tidy(shapes: string): string {
  const coloured = shapes.replace(
    /(fill|stroke)="(#[0-9a-f]{6}|[a-z]+)"/gi,
    (whole, what: string, colour: string) => (colour === 'none' ? whole : `${what}="${tokenOf(colour)}"`),
  )
  return short(coloured.replace(/<rect fill-opacity="0"[^>]*\/>/g, ''))
}

const short = (svg: string) =>
  svg.replace(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1))))
