import { decodeText } from './decode-text.ts'
import { findHeader, headerMayStandIn } from './guess-columns.ts'
import { readDelimited } from './read-delimited.ts'
import { readWorkbook } from './read-workbook.ts'
import { mostColumns, mostRows, type ReadTable, refused } from './table.ts'

/** The rows of a CSV or Excel file, or a sentence that says why it is no table. Row 1 of the file is row 0 here. */
export function readTable(bytes: Buffer): ReadTable {
  if (bytes.length === 0) return refused('empty')
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return checked(readWorkbook(bytes))
  // The container of old Excel files and of new ones with a password.
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refused(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'password' : 'old-excel')
  const text = decodeText(bytes)
  if (text.trim() === '') return refused('empty')
  if (/^\s*<(?:!doctype html|html|\?xml|table|meta)/i.test(text)) return refused('web-page')
  if (text.includes('\u0000') || /^\s*(<|\{|\[\s*[{[])|^%PDF/.test(text)) return refused('not-table')
  return checked(readDelimited(text))
}

function checked(read: ReadTable): ReadTable {
  if (read.outcome === 'refused') return read
  // Titles and the names of the columns are no people.
  if (read.rows.length > mostRows + headerMayStandIn) return refused('too-many-rows')
  const rows = read.rows.map((row) => row.slice(0, mostColumns))
  const isOneColumn = rows.every((row) => row.length <= 1)
  // A letter is a single column, too; a list of names says so in its head.
  if (isOneColumn && findHeader(rows) === null) return refused('not-table')
  return { outcome: 'read', rows }
}

const startsWith = (bytes: Buffer, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte)
