import { separators } from './mapping.ts'

type Separator = (typeof separators)[number]

// These stand in names, too, such as "R&D/QA" and "Sales - tier one".
const doubtful: readonly Separator[] = ['/', ' - ', ' – ']

/**
 * What stands between the teams of a path. A mark that also stands in names counts only where most cells share their
 * first part, as paths under one company do; a dash only where there is no other mark.
 */
export function guessSeparator(cells: readonly string[]): Separator {
  const counted = separators
    .filter((mark) => mark !== 'none')
    .map((mark) => ({ mark, cells: cells.filter((cell) => cell.includes(mark)) }))
    .filter((one) => one.cells.length > 0)
    .sort((a, b) => b.cells.length - a.cells.length || b.mark.length - a.mark.length)
  const [most] = counted.some(({ mark }) => !isDash(mark))
    ? counted.filter(({ mark }) => !isDash(mark))
    : counted
  if (most === undefined) return 'none'
  const spaced = counted.find(({ mark }) => mark.startsWith(' ') && !isDash(mark))
  if (spaced !== undefined && spaced.cells.length * 2 >= most.cells.length) return spaced.mark
  return doubtful.includes(most.mark) && !shareOneTop(most.cells, most.mark) ? 'none' : most.mark
}

const isDash = (mark: Separator) => mark === ' - ' || mark === ' – '

// Each name once: a hundred people in "R&D/QA" say no more about the mark than one.
function shareOneTop(cells: readonly string[], mark: Separator): boolean {
  const names = [...new Set(cells)]
  const tops = Map.groupBy(names, (name) => splitPath(name, mark)[0] ?? '')
  const largest = Math.max(...[...tops.values()].map((group) => group.length))
  return names.length > 1 && largest * 2 > names.length
}

/** The names along a path, from the top; blank parts are left out. */
export function splitPath(cell: string, separator: Separator): string[] {
  const parts = separator === 'none' ? [cell] : cell.split(separator)
  return parts.map((part) => part.trim()).filter((part) => !isBareMark(part))
}

/** Nothing, or nothing but marks: "/" is what directories call their root. */
export const isBareMark = (text: string) => /^[\s/\\>|]*$/.test(text)
