/** The colours that charts draw with: the light values of tokens.css, so that a drawn colour can be traced to its token. */
export const palette = {
  ink: '#1c2126',
  'ink-quiet': '#565e67',
  rule: '#dcd8cf',
  thread: '#8b9299',
  leaders: '#0b5563',
  staff: '#c8651b',
  'staff-text': '#9a4a10',
  interval: '#e9c3a2',
  'leaders-soft': '#a3c6cb',
  evident: '#9c3d0c',
  'low-strong': '#dd8a4a',
  low: '#f0b78a',
  mid: '#f3efe7',
  high: '#a9cfd1',
  'high-strong': '#63a4aa',
  hatch: '#efece5',
  'step-2': '#6fa9b0',
  'step-1': '#c3dcde',
  'step-0': '#e8e3d8',
  /** What lies behind the chart: paper on a page, the sheet in a report. */
  ground: '#fffffe',
} as const

export type Colour = keyof typeof palette

const tokens = new Map<string, Colour>(Object.entries(palette).map(([token, hex]) => [hex, token as Colour]))

/** `#c8651b` → `var(--staff)`; black is the canvas's own default and means ink. */
export function tokenOf(hex: string): string {
  const token = tokens.get(hex.toLowerCase())
  if (token === undefined) throw new Error(`A chart draws with ${hex}, which is no token.`)
  return `var(--${token})`
}
