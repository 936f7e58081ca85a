import type { Table } from './table.ts'

/** Rows that are nobody's, by their index: a line of totals, and what stands alone at the end under a blank line. */
export function findNotes(table: Table, isAddress: (cell: string) => boolean): ReadonlySet<number> {
  const filled = table.map((row) => row.map((cell) => cell.trim()).filter((cell) => cell !== ''))
  const found = new Set<number>()
  filled.forEach((cells, at) => {
    if (total.test(cells[0] ?? '') && !cells.some(isAddress)) found.add(at)
  })
  const end = filled.findLastIndex((cells, at) => cells.length > 1 && !found.has(at))
  const blank = filled.findIndex((cells, at) => at > end && cells.length === 0)
  // A list of names alone has one cell a row throughout.
  if (end >= 0 && blank >= 0)
    for (let at = blank; at < filled.length; at++) if (filled[at]?.length === 1) found.add(at)
  return found
}

const total = new RegExp(
  `^(?:${[
    '(?:grand |sub-?)?totals?(?: employees| workers| records| headcount| général)?',
    'headcount|count|records|end of (?:report|list)',
    '(?:zwischen)?summe|(?:mitarbeiter |personen )?gesamt(?:summe|an?zahl)?|insgesamt|anzahl(?: (?:mitarbeiter|personen))?|listenende',
    'somme|effectif(?: total)?|nombre total|fin de liste',
    'suma|total general',
  ].join('|')})\\s*[:=]?\\s*(?:\\d[\\d.,’' ]*(?:\\p{L}+)?)?$`,
  'iu',
)
