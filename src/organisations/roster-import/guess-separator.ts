import { separators } from './mapping.ts'

type Separator = (typeof separators)[number]

/**
 * What stands between the teams of a path. A bare slash also stands in names such as "R&D/QA", so it counts only
 * where most cells share their first part, as paths under one company do.
 */
export function guessSeparator(cells: readonly string[]): Separator {
  const counted = separators
    .filter((mark) => mark !== 'none')
    .map((mark) => ({ mark, cells: cells.filter((cell) => cell.includes(mark)) }))
    .filter((one) => one.cells.length > 0)
    .sort((a, b) => b.cells.length - a.cells.length || b.mark.length - a.mark.length)
  const spaced = counted.find(({ mark }) => mark.startsWith(' '))
  const [most] = counted
  if (most === undefined) return 'none'
  if (spaced !== undefined && spaced.cells.length * 2 >= most.cells.length) return spaced.mark
  return most.mark === '/' && !shareOneTop(most.cells) ? 'none' : most.mark
}

function shareOneTop(cells: readonly string[]): boolean {
  const tops = Map.groupBy(cells, (cell) => cell.replace(/^\/+/, '').split('/')[0] ?? '')
  const largest = Math.max(...[...tops.values()].map((group) => group.length))
  return cells.length > 1 && largest * 2 > cells.length
}

/** The names along a path, from the top; blank parts are left out. */
export function splitPath(cell: string, separator: Separator): string[] {
  const parts = separator === 'none' ? [cell] : cell.split(separator)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
