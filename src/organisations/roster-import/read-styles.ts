import { walk } from './walk-xml.ts'

/** How the numbers of a style are shown, as far as a roster needs it; null: as they are. */
export type NumberStyle =
  | { readonly kind: 'date' }
  | { readonly kind: 'padded'; readonly digits: number }
  | null

// ECMA-376, 18.8.30: dates and times that need no format of their own, those of East Asia included.
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** By index, as cells name them. */
export function readStyles(xml: string): readonly NumberStyle[] {
  const formats = new Map<number, string>()
  const styles: NumberStyle[] = []
  let isCells = false
  walk(xml, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '')
      if (name === 'cellXfs') isCells = true
      if (name === 'xf' && isCells) styles.push(styleOf(Number(numFmtId ?? 0), formats))
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false
    },
  })
  return styles
}

function styleOf(id: number, formats: ReadonlyMap<number, string>): NumberStyle {
  if (isBuiltInDate(id)) return { kind: 'date' }
  const code = formats.get(id) ?? ''
  if (/^0{2,}$/.test(code)) return { kind: 'padded', digits: code.length }
  const marks = code.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '')
  return /[dmyhs]/i.test(marks) && !/general/i.test(marks) ? { kind: 'date' } : null
}

/** "46328" in a date's style → "2026-11-02"; "7" in that of a cost centre → "0007". */
export function showNumber(value: string, style: NumberStyle, dayNought: number): string {
  const number = Number(value)
  if (style === null || !Number.isFinite(number) || number < 0) return value
  if (style.kind === 'padded') return Number.isInteger(number) ? value.padStart(style.digits, '0') : value
  const at = new Date(Math.round((number + dayNought) * 86_400) * 1_000)
  if (Number.isNaN(at.getTime())) return value
  const [day = '', time = ''] = at.toISOString().split('T')
  if (number < 1) return time.slice(0, 5)
  return Number.isInteger(number) ? day : `${day} ${time.slice(0, 5)}`
}

/** Days from day nought of a workbook to 1970; those of early Macs count from 1904. */
export function dayNoughtOf(workbook: string): number {
  return /<[^>]*workbookPr[^>]*date1904="(?:1|true)"/.test(workbook) ? -24_107 : -25_569
}
