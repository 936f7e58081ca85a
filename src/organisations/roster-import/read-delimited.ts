import { CsvError, parse } from 'csv-parse/sync'
import { namesPeople } from './guess-columns.ts'
import { type ReadTable, refused } from './table.ts'

const delimiters = [',', ';', '\t', '|'] as const

/** Comma, semicolon, tab or bar, with quotes and line breaks inside them. Blank lines stay, so that row numbers hold. */
export function readDelimited(text: string): ReadTable {
  const lines = text.replace(/\r\n?/g, '\n')
  const told = /^"?sep=(.)"?\n/i.exec(lines)
  if (told?.[1] !== undefined) return split(lines.slice(told[0].length), told[1], [[]])
  const { mark, isSteady } = guessDelimiter(lines)
  const read = split(lines, mark, [])
  // Some systems leave out the empty cells at the end of a line: then the names of the columns tell.
  return isSteady || read.outcome === 'refused' || namesPeople(read.rows) ? read : refused('not-table')
}

function split(text: string, delimiter: string, before: readonly string[][]): ReadTable {
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    })
    return { outcome: 'read', rows: [...before, ...rows] }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refused(error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-open' : 'not-table')
  }
}

/** The mark that cuts the most lines into the same number of cells; a single column is cut by any of them. */
function guessDelimiter(text: string): { readonly mark: string; readonly isSteady: boolean } {
  const counted = countMarks(text.slice(0, 100_000))
  const scored = delimiters.map((mark) => ({ mark, ...steadiness(counted.map((line) => line[mark] ?? 0)) }))
  const [best] = scored.sort((a, b) => b.score - a.score)
  if (best === undefined || best.score === 0) return { mark: ',', isSteady: true }
  return { mark: best.mark, isSteady: best.share >= 0.6 }
}

type Counts = Partial<Record<string, number>>

/** Marks outside quotes in each line that is not blank. */
function countMarks(text: string): Counts[] {
  const lines: Counts[] = []
  let line: Counts = {}
  let isQuoted = false
  let isBlank = true
  for (const letter of `${text}\n`) {
    if (letter === '"') isQuoted = !isQuoted
    if (letter === '\n' && !isQuoted) {
      if (!isBlank) lines.push(line)
      line = {}
      isBlank = true
    } else {
      if (!isQuoted) line[letter] = (line[letter] ?? 0) + 1
      isBlank &&= letter.trim() === ''
    }
  }
  return lines
}

function steadiness(counts: readonly number[]): { share: number; score: number } {
  const lines = new Map<number, number>()
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1)
  const [cells, often] = [...lines].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  const share = often / Math.max(1, counts.length)
  return { share, score: share * Math.min(cells, 30) }
}
