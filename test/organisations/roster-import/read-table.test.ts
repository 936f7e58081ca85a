import ExcelJS from 'exceljs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import t from 'tap'
import { decodeText } from '../../../src/organisations/roster-import/decode-text.ts'
import { packTable, unpackTable } from '../../../src/organisations/roster-import/pack-table.ts'
import { readTable } from '../../../src/organisations/roster-import/read-table.ts'

const rows = [
  ['Name', 'E-Mail', 'Abteilung'],
  ['Zoë Müller', 'zoe@kestrel.example', 'Vertrieb'],
  ['José Peña', 'jose@kestrel.example', 'Größe & Co'],
]
const asText = (mark: string) => rows.map((row) => row.join(mark)).join('\r\n')

function rowsOf(bytes: Buffer) {
  const read = readTable(bytes)
  if (read.outcome === 'refused') throw new Error(read.reason.key)
  return read.rows.filter((row) => row.some((cell) => cell !== ''))
}

t.test('every usual encoding gives the same letters', async (t) => {
  for (const encoding of ['utf8', 'win1252', 'utf16le', 'utf16-be']) {
    t.same(rowsOf(iconv.encode(asText(';'), encoding)), rows, `${encoding} without a mark`)
  }
  for (const encoding of ['utf8', 'utf16le', 'utf16be'])
    t.same(rowsOf(iconv.encode(asText(','), encoding, { addBOM: true })), rows, `${encoding} with its mark`)
  t.equal(decodeText(Buffer.from('€', 'utf8')), '€')
})

t.test('encodings of one byte are told apart by words that no language has', async (t) => {
  const people = ['Zoë Müller', 'José Peña', 'Élodie Œuvré', 'Jürgen Groß', 'Žofie Šímová']
  const table = ['Name;Abteilung', ...people.map((name) => `${name};Straße`)].join('\r\n')
  t.equal(decodeText(iconv.encode(table, 'win1252')), table)
  t.equal(decodeText(iconv.encode(table, 'iso-8859-15')), table)
  const western = table.replace('Žofie Šímová', 'Ines Núñez')
  t.equal(decodeText(iconv.encode(western, 'macintosh')), western)
  t.equal(decodeText(iconv.encode('Name;Team\r\nAnn «Annie» O’Neil;Sales – “North”', 'win1252')).length, 45)
})

t.test('lines without their empty last cells are still a table', async (t) => {
  const lines = ['Name,E-mail,Team', 'Ada Example', 'Ben Example,ben@kestrel.example', 'Cleo Example,,Sales']
  t.equal(rowsOf(Buffer.from(lines.join('\n'))).length, 4)
})

t.test('comma, semicolon, tab and bar are told apart', async (t) => {
  for (const mark of [',', ';', '\t', '|'])
    t.same(rowsOf(Buffer.from(asText(mark))), rows, JSON.stringify(mark))
  t.same(rowsOf(Buffer.from(`sep=;\n${asText(';')}`)), rows, 'and said by the file itself')
  t.same(
    rowsOf(Buffer.from('Name;Team\n"Müller, Zoë";Sales\n"Peña, José";"Sales"\n')),
    [
      ['Name', 'Team'],
      ['Müller, Zoë', 'Sales'],
      ['Peña, José', 'Sales'],
    ],
    'a comma inside the cells is no mark',
  )
})

t.test('quotes keep marks, line breaks and quotes inside a cell', async (t) => {
  const text = 'Name,Team\r\n"Ada\r\nExample","Sales, North"\r\n"Ben ""B"" Example",Sales\r\n'
  t.same(rowsOf(Buffer.from(text)), [
    ['Name', 'Team'],
    ['Ada\nExample', 'Sales, North'],
    ['Ben "B" Example', 'Sales'],
  ])
})

t.test('whatever stands in the cells comes out of a well-formed file', async (t) => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter(
      (text) => !['\r', '\n', '\u0000', '\uFEFF'].some((mark) => text.includes(mark)) && text.trim() !== '',
    )
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }),
    )
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t'), (body, mark) => {
      const all = [body[0]?.map((_, at) => `Column ${at}`) ?? [], ...body]
      const text = all.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(mark)).join('\n')
      t.same(rowsOf(Buffer.from(`\uFEFF${text}`)), all)
    }),
    { numRuns: 60 },
  )
})

t.test('a workbook is read as it is seen', async (t) => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Notes', { state: 'hidden' }).addRows([
    ['a', 'b'],
    ['c', 'd'],
  ])
  book.addWorksheet('Blank')
  const sheet = book.addWorksheet('People')
  sheet.getCell('A2').value = 'Name'
  sheet.getCell('C2').value = 'E-mail'
  sheet.getCell('A4').value = { richText: [{ text: 'Zoë ' }, { text: 'Müller', font: { bold: true } }] }
  sheet.getCell('C4').value = { text: 'zoe@kestrel.example', hyperlink: 'mailto:zoe@kestrel.example' }
  sheet.getCell('D4').value = true
  sheet.getCell('E4').value = { formula: 'CONCATENATE("Sa","les")', result: 'Sales' }
  sheet.getCell('F4').value = 42
  sheet.getCell('G4').value = '=HYPERLINK("http://evil.example")'
  const read = readTable(Buffer.from(await book.xlsx.writeBuffer()))
  t.same(read.outcome === 'read' && read.rows, [
    [],
    ['Name', '', 'E-mail'],
    [],
    ['Zoë Müller', '', 'zoe@kestrel.example', 'TRUE', 'Sales', '42', '=HYPERLINK("http://evil.example")'],
  ])
})

t.test('dates and padded numbers are read as they are shown', async (t) => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('People')
  sheet.addRow(['Name', 'Hired', 'Seen', 'Cost centre', 'Pay'])
  const day = new Date(Date.UTC(2026, 10, 2))
  sheet.addRow(['Ada Example', day, new Date(Date.UTC(2026, 10, 2, 14, 30)), 100, 1250.5])
  const formats = { B2: 'dd.mm.yyyy', C2: '[$-407]d. mmm yy hh:mm', D2: '0000', E2: '#,##0.00 "days"' }
  for (const [cell, format] of Object.entries(formats)) sheet.getCell(cell).numFmt = format
  const shown = ['Ada Example', '2026-11-02', '2026-11-02 14:30', '0100', '1250.5']
  t.same(rowsOf(Buffer.from(await book.xlsx.writeBuffer()))[1], shown)
  book.properties.date1904 = true
  t.equal(rowsOf(Buffer.from(await book.xlsx.writeBuffer()))[1]?.[1], '2026-11-02', 'from 1904, too')
})

t.test('of several sheets the one that names people is read', async (t) => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Read me').addRows([['How to use this list'], ['Ask the HR desk']])
  book.addWorksheet('Permitted values').addRows([
    ['Team', 'Code'],
    ['Sales', 'S'],
  ])
  book.addWorksheet('People').addRows(rows)
  t.same(rowsOf(Buffer.from(await book.xlsx.writeBuffer())), rows)
  for (const name of ['People', 'Read me']) book.removeWorksheet(name)
  t.equal(rowsOf(Buffer.from(await book.xlsx.writeBuffer()))[0]?.[0], 'Team', 'else the first')
})

t.test('a joined cell holds for every row beside it that is not blank', async (t) => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('People')
  sheet.addRows([
    ['Staff list', null, null],
    ['Team', 'Name', 'Grade'],
    ['Sales', 'Ada Example', '1'],
    [null, 'Ben Example', '2'],
    [null, null, null],
    ['Data', 'Cleo Example', '3'],
  ])
  sheet.mergeCells('A1:C1')
  sheet.mergeCells('A3:A5')
  const read = readTable(Buffer.from(await book.xlsx.writeBuffer()))
  t.same(read.outcome === 'read' && read.rows.map((row) => row.join('|')), [
    'Staff list',
    'Team|Name|Grade',
    'Sales|Ada Example|1',
    'Sales|Ben Example|2',
    '',
    'Data|Cleo Example|3',
  ])
})

t.test('a workbook that unpacks to more than it says, or to too much, is refused', async (t) => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('People').addRows([['Name'], ['x'.repeat(30_000)]])
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  const claim = (size: number) => {
    const forged = Buffer.from(bytes)
    for (let at = forged.indexOf('PK\u0001\u0002'); at >= 0; at = forged.indexOf('PK\u0001\u0002', at + 4)) {
      forged.writeUInt32LE(size, at + 24)
    }
    const read = readTable(forged)
    return read.outcome === 'refused' ? read.reason.key : read.outcome
  }
  t.equal(claim(100), 'roster-import.refused.damaged')
  t.equal(claim(200 * 1_048_576), 'roster-import.refused.too-large')
  t.equal(readTable(bytes.subarray(0, bytes.length - 300)).outcome, 'refused')
})

t.test('a sheet that is named four hundred times is read once', async (t) => {
  const sheets = '<sheet name="People" r:id="one"/>'.repeat(400)
  const bytes = archiveOf({
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="one" Target="worksheets/one.xml"/></Relationships>',
    'xl/worksheets/one.xml': `<worksheet>${' '.repeat(10_000_000)}</worksheet>`,
  })
  const start = performance.now()
  t.match(readTable(bytes), { outcome: 'refused', reason: { key: 'roster-import.refused.empty' } })
  t.ok(performance.now() - start < 10_000, `took ${Math.round(performance.now() - start)} ms`)
})

/** Files as they stand in an archive, not compressed. */
function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const head = Buffer.alloc(30)
    const entry = Buffer.alloc(46)
    head.writeUInt32LE(0x04034b50)
    head.writeUInt16LE(name.length, 26)
    entry.writeUInt32LE(0x02014b50)
    for (const at of [20, 24]) entry.writeUInt32LE(content.length, at)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    bodies.push(head, Buffer.from(name + content))
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + content.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(directory.length / 2, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

t.test('arbitrary bytes never break the reader', async () => {
  const mark = fc.constantFrom('', 'PK\u0003\u0004', '\u00ff\u00fe', 'Name,E-mail\n')
  fc.assert(
    fc.property(mark, fc.uint8Array({ maxLength: 400 }), (start, bytes) => {
      const { outcome } = readTable(Buffer.concat([Buffer.from(start, 'latin1'), bytes]))
      return outcome === 'read' || outcome === 'refused'
    }),
  )
})

t.test('a table is kept as it was', async (t) => {
  t.same(unpackTable(packTable(rows)), rows)
})

t.test('what is no table is refused with its reason', async (t) => {
  const reasonOf = (content: string | Buffer) => {
    const read = readTable(Buffer.from(content))
    return read.outcome === 'refused' ? read.reason.key.replace('roster-import.refused.', '') : 'read'
  }
  t.equal(reasonOf('Dear all,\n\nplease find, as agreed, the list attached.\nKind regards\n'), 'not-table')
  t.equal(reasonOf('Ada\nBen\nCleo\n'), 'not-table', 'one column that does not say what it holds')
  t.equal(reasonOf('Name\nAda Example\nBen Example\n'), 'read', 'one that does')
  t.equal(reasonOf('<!doctype html><html><body>Sign in, please</body></html>'), 'web-page')
  t.equal(reasonOf('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'), 'web-page')
  t.equal(reasonOf(archiveOf({ 'xl/workbook.bin': 'x' })), 'binary-workbook')
  const locked = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ])
  t.equal(reasonOf(locked), 'password')
  t.equal(reasonOf('{"people": [{"name": "Ada"}]}'), 'not-table')
  t.equal(reasonOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 1, 2, 3])), 'not-table')
  t.equal(reasonOf('%PDF-1.7\n1 0 obj'), 'not-table')
  t.equal(reasonOf(Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'old-excel')
  t.equal(reasonOf(Buffer.from('504b030400000000', 'hex')), 'damaged')
  t.equal(reasonOf(''), 'empty')
  t.equal(reasonOf('\n \n'), 'empty')
  t.equal(reasonOf('Name,E-mail\n"Ada,ada@kestrel.example\nBen,ben@kestrel.example\n'), 'quote-open')
  t.equal(reasonOf(`Name,E-mail\n${'a,b\n'.repeat(200_000)}`), 'read', 'the head is no person')
  t.equal(reasonOf(`Name,E-mail\n${'a,b\n'.repeat(200_100)}`), 'too-many-rows')
})
