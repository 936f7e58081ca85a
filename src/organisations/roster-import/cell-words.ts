const yes = new Set(
  'yes y ja j oui o si sí sì s sim tak ano igen kyllä da x true wahr vrai verdadero vero 1 ✓ ✔ leader'.split(
    ' ',
  ),
)
const no = new Set([
  '',
  ...'no n nein non nee nej nei não nie nem ei ne false falsch faux falso 0 - – — n/a'.split(' '),
])

/** Whether a cell says yes or no in one of the usual ways; null: it says something else. */
export function readYesNo(cell: string): boolean | null {
  const word = cell.toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : null
}

const codes =
  'ar bg bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko lb lt lv mk ms mt nb nl nn no pl pt ro ru sk sl sq sr sv th tr uk ur vi zh'.split(
    ' ',
  )
const languages = new Map<string, string>()
for (const code of codes) {
  for (const reader of ['en', 'de', 'fr', 'es', code]) {
    const name = new Intl.DisplayNames(reader, { type: 'language' }).of(code)
    if (name !== undefined) languages.set(name.toLowerCase(), code)
  }
  languages.set(code, code)
}

/** "de", "de-AT", "German", "Deutsch (Österreich)" or "allemand" → "de"; null: not a language known here. */
export function readLanguage(cell: string): string | null {
  const word = cell.toLowerCase().replace(/\s*\([^)]*\)$/, '')
  const code = /^([a-z]{2})(?:[-_][a-z]{2,4}){1,2}$/.exec(word)?.[1] ?? ''
  return languages.get(word) ?? languages.get(code) ?? null
}

/**
 * Without marks of Unicode, doubled blanks, blanks at the ends, or the apostrophe that keeps a spreadsheet from
 * reading "'0100" as a number. A joiner between two signs stays: it holds an emoji or a Persian name together.
 */
export function cleanCell(cell: string): string {
  if (isPlain.test(cell)) return cell
  return cell
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/^[ \u200C\u200D]+|[ \u200C\u200D]+$/g, '')
    .replace(/^'(?=[\d=+@-])/, '')
}

// Most cells are: leaving them alone halves the time for a large file.
const isPlain = /^(?:[!-&(-~][!-~]*(?: [!-~]+)*)?$/

/** What exports write into a cell that has nothing to say. */
export function isPlaceholder(cell: string): boolean {
  return /^(?:[-–—]+|#?n\/a)$/i.test(cell)
}

/** For comparing names that are clean: case and the accents' form do not matter. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
