import { type NumberStyle, showNumber } from './read-styles.ts'
import { walk } from './walk-xml.ts'

export type SheetPlace = { readonly relation: string; readonly isHidden: boolean }

export function readSheetPlaces(xml: string): SheetPlace[] {
  const sheets: SheetPlace[] = []
  walk(xml, {
    open: (name, attributes) => {
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? ''
      sheets.push({ relation, isHidden: (attributes.state ?? 'visible') !== 'visible' })
    },
  })
  return sheets
}

/** Relation id → file inside the archive. */
export function readRelations(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  walk(xml, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`)
    },
  })
  return targets
}

/** Texts that cells point to; phonetic readings are left out. */
export function readSharedTexts(xml: string): readonly string[] {
  const texts: string[] = []
  let current = ''
  let phonetic = 0
  walk(xml, {
    open: (name) => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic++
    },
    close: (name, text) => {
      if (name === 'rPh') phonetic--
      if (name === 't' && phonetic === 0) current += text
      if (name === 'si') texts.push(unescaped(current))
    },
  })
  return texts
}

/** What the cells of a workbook refer to. */
export type Book = {
  readonly shared: readonly string[]
  readonly styles: readonly NumberStyle[]
  readonly dayNought: number
}

/** "_x000D_" stands for a mark that XML cannot hold (ECMA-376, 22.9.2.19). */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

type Limits = { readonly rows: number; readonly columns: number }

/** The sheet as it is seen: a formula is its last result, joined cells hold their text in each row. `null`: it has more rows than allowed. */
export function readCells(xml: string, book: Book, limits: Limits): string[][] | null {
  const rows: string[][] = []
  let row = -1
  let column = -1
  let type = 'n'
  let style = 0
  let value = ''
  const joined = new Set<string>()
  walk(xml, {
    open: (name, attributes) => {
      if (name === 'mergeCell') joined.add(attributes.ref ?? '')
      if (name === 'row') {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1
        column = -1
      }
      if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        type = attributes.t ?? 'n'
        style = Number(attributes.s ?? 0)
        value = ''
      }
    },
    close: (name, text) => {
      if (name === 'v' || (name === 't' && type === 'inlineStr')) value += text
      if (name !== 'c' || value === '' || row < 0 || row > limits.rows || column >= limits.columns) return
      while (rows.length <= row) rows.push([])
      const cells = rows[row] ?? []
      while (cells.length < column) cells.push('')
      cells[column] = type === 'n' ? numberText(value, style, book) : shownText(type, value, book.shared)
    },
  })
  if (rows.length > limits.rows) return null
  for (const reference of joined) fillDown(rows, reference)
  return rows
}

/** "A2:A4", one team beside three people: the file holds its text in the first row alone. Blank rows stay blank. */
function fillDown(rows: string[][], reference: string): void {
  const [, from, first, last] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(reference) ?? []
  if (from === undefined) return
  const column = columnOf(from)
  const text = rows[Number(first) - 1]?.[column] ?? ''
  for (const row of text === '' ? [] : rows.slice(Number(first), Number(last))) {
    if (row.every((cell) => cell === '')) continue
    while (row.length <= column) row.push('')
    row[column] = text
  }
}

function columnOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? 'A'
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function shownText(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'inlineStr') return unescaped(value)
  return type === 'e' ? '' : value
}

const numberText = (value: string, style: number, { styles, dayNought }: Book) =>
  showNumber(value, styles[style] ?? null, dayNought)
