import { namesPeople } from './guess-columns.ts'
import { type Archive, openArchive } from './read-archive.ts'
import { readCells, readRelations, readSharedTexts, readSheetPlaces } from './read-sheet-xml.ts'
import { mostColumns, mostRows, type ReadTable, refused, type Table } from './table.ts'

type Opened = Extract<Archive, { outcome: 'opened' }>

/** The first visible sheet of an Excel workbook that names people; without such a one the first with more than one row. */
export function readWorkbook(bytes: Buffer): ReadTable {
  const archive = openArchive(bytes)
  if (archive.outcome === 'refused') return refused(archive.reason)
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
  const places = readSheetPlaces(archive.read('xl/workbook.xml') ?? '<none/>').filter(
    (place) => !place.isHidden,
  )
  const texts = archive.names.find((name) => name.toLowerCase() === 'xl/sharedstrings.xml')
  const shared = texts === undefined ? [] : readSharedTexts(archive.read(texts) ?? '<none/>')
  let first: Table | null = null
  // Each file once: a small archive can name one large sheet two hundred times.
  for (const file of new Set(places.map(({ relation }) => relations.get(relation) ?? ''))) {
    const sheet = archive.read(file)
    const rows = sheet === null ? [] : readCells(sheet, shared, { rows: mostRows, columns: mostColumns })
    if (rows === null) return refused('too-many-rows')
    if (rows.filter(isFilled).length < 2) continue
    // Exports often begin with a sheet of notes or of permitted values.
    if (namesPeople(rows)) return { outcome: 'read', rows }
    first ??= rows
  }
  return first === null ? refused('empty') : { outcome: 'read', rows: first }
}

const isFilled = (row: readonly string[]) => row.some((cell) => cell.trim() !== '')
