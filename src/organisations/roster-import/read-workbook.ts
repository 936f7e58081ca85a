import { namesPeople } from './guess-columns.ts'
import { type Archive, openArchive } from './read-archive.ts'
import { type Book, readCells, readRelations, readSharedTexts, readSheetPlaces } from './read-sheet-xml.ts'
import { dayNoughtOf, readStyles } from './read-styles.ts'
import { mostColumns, mostRows, type ReadTable, refused, type Table } from './table.ts'

type Opened = Extract<Archive, { outcome: 'opened' }>

/** The first visible sheet of an Excel workbook that names people; without such a one the first with more than one row. */
export function readWorkbook(bytes: Buffer): ReadTable {
  const archive = openArchive(bytes)
  if (archive.outcome === 'refused') return refused(archive.reason)
  if (archive.names.includes('xl/workbook.bin')) return refused('binary-workbook')
  if (!archive.names.includes('xl/workbook.xml')) return refused('other-archive')
  try {
    return readFirstTable(archive)
  } catch {
    // Whatever breaks inside, the person can do one thing: save the file anew.
    return refused('damaged')
  }
}

function readFirstTable(archive: Opened): ReadTable {
  const relations = readRelations(archive.read('xl/_rels/workbook.xml.rels') ?? '<none/>')
  const workbook = archive.read('xl/workbook.xml') ?? '<none/>'
  const places = readSheetPlaces(workbook).filter((place) => !place.isHidden)
  const book: Book = {
    shared: readSharedTexts(partOf(archive, 'xl/sharedstrings.xml')),
    styles: readStyles(partOf(archive, 'xl/styles.xml')),
    dayNought: dayNoughtOf(workbook),
  }
  let first: Table | null = null
  // Each file once: a small archive can name one large sheet two hundred times.
  for (const file of new Set(places.map(({ relation }) => relations.get(relation) ?? ''))) {
    const sheet = archive.read(file)
    const rows = sheet === null ? [] : readCells(sheet, book, { rows: mostRows, columns: mostColumns })
    if (rows === null) return refused('too-many-rows')
    if (rows.filter(isFilled).length < 2) continue
    // Exports often begin with a sheet of notes or of permitted values.
    if (namesPeople(rows)) return { outcome: 'read', rows }
    first ??= rows
  }
  return first === null ? refused('empty') : { outcome: 'read', rows: first }
}

function partOf(archive: Opened, file: string): string {
  const name = archive.names.find((name) => name.toLowerCase() === file)
  return (name === undefined ? null : archive.read(name)) ?? '<none/>'
}

const isFilled = (row: readonly string[]) => row.some((cell) => cell.trim() !== '')
