import { createRequire } from 'node:module'
import { tokenOf } from './palette.ts'

export const chartFont = 'Source Sans 3 Variable'

/** The part of a canvas context that charts and this file touch. */
export type Pen = {
  font: string
  fillStyle: string
  strokeStyle: string
  lineWidth: number
  textAlign: string
  textBaseline: string
  measureText(text: string): { readonly width: number }
  getTransform(): { a: number; b: number; c: number; d: number; e: number; f: number }
  fillText(text: string, x: number, y: number): void
  arc(x: number, y: number, radius: number, from: number, to: number): void
  fillRect(x: number, y: number, width: number, height: number): void
  beginPath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  stroke(): void
  fill(): void
  save(): void
  restore(): void
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void
  closePath(): void
  clip(): void
}

export type Surface = { readonly canvas: unknown; svg(): { readonly shapes: string; readonly texts: string } }

const fontFolder = '@fontsource-variable/source-sans-3/files'
const fonts = ['latin', 'latin-ext', 'greek', 'cyrillic'].map(
  (part) => `source-sans-3-${part}-wght-normal.woff2`,
)
let hasFonts = false

const require = createRequire(import.meta.url)

// At first use: a server that draws nothing does not carry the 30 MB of it.
function canvasLibrary(): typeof import('@napi-rs/canvas') {
  return require('@napi-rs/canvas')
}

/** A canvas that draws shapes as SVG paths and keeps texts as texts, whole and anchored as they were asked for. */
export function openSurface(width: number, height: number): Surface {
  registerFonts()
  const { createCanvas, SvgExportFlag } = canvasLibrary()
  const canvas = createCanvas(width, height, SvgExportFlag.NoPrettyXML)
  const texts: string[] = []
  const pen = canvas.getContext('2d') as unknown as Pen
  keepTexts(pen, texts)
  roundCircles(pen)
  // A clip would bring an id, and two charts on one page would share it; nothing here draws outside its area.
  pen.clip = () => undefined
  return {
    canvas,
    svg: () => ({ shapes: innerOf(canvas.getContent().toString('utf8')), texts: texts.join('') }),
  }
}

function registerFonts(): void {
  if (hasFonts) return
  const { GlobalFonts } = canvasLibrary()
  for (const file of fonts) GlobalFonts.registerFromPath(require.resolve(`${fontFolder}/${file}`), chartFont)
  hasFonts = true
}

// Skia cuts a text into words, places each letter, forgets the anchor and names the font wrongly.
function keepTexts(pen: Pen, texts: string[]): void {
  pen.fillText = (text, x, y) => {
    if (text !== '') texts.push(textElement(pen, text, { x, y }))
  }
}

const anchors: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' }
// Shares of the font size from the asked line to the baseline, so that capitals stand in the middle.
const drops: Readonly<Record<string, number>> = { middle: 0.33, top: 0.78, hanging: 0.7, bottom: -0.22 }

function textElement(pen: Pen, text: string, at: { x: number; y: number }): string {
  const { a, b, e, f } = pen.getTransform()
  const size = Number(/([\d.]+)px/.exec(pen.font)?.[1] ?? 13)
  const isBold = /\b([6-9]00|bold)\b/.test(pen.font)
  const y = at.y + (drops[pen.textBaseline] ?? 0) * size
  const anchor = anchors[pen.textAlign]
  const place =
    b === 0
      ? `x="${at.x * a + e}" y="${y + f}"`
      : `transform="translate(${e} ${f}) rotate(${(Math.atan2(b, a) * 180) / Math.PI})" x="${at.x}" y="${y}"`
  const fill = pen.fillStyle
  return `<text ${place} font-size="${size}"${isBold ? ' font-weight="600"' : ''}${
    anchor ? ` text-anchor="${anchor}"` : ''
  } fill="${tokenOf(fill)}">${escapeXml(text)}</text>`
}

// Skia writes a circle as a hundred curves; four are as round to the eye.
function roundCircles(pen: Pen): void {
  const arc = pen.arc.bind(pen)
  pen.arc = (x, y, radius, from, to) => {
    if (Math.abs(to - from) < 2 * Math.PI - 1e-6) return arc(x, y, radius, from, to)
    const k = radius * 0.5522847498
    pen.moveTo(x + radius, y)
    pen.bezierCurveTo(x + radius, y + k, x + k, y + radius, x, y + radius)
    pen.bezierCurveTo(x - k, y + radius, x - radius, y + k, x - radius, y)
    pen.bezierCurveTo(x - radius, y - k, x - k, y - radius, x, y - radius)
    pen.bezierCurveTo(x + k, y - radius, x + radius, y - k, x + radius, y)
    pen.closePath()
  }
}

const innerOf = (svg: string) => svg.replace(/^.*?<svg[^>]*>/s, '').replace(/<\/svg>\s*$/, '')

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
