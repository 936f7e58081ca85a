import { sum } from 'simple-statistics'

export const kappaWeights = ['unweighted', 'linear', 'quadratic'] as const
export type KappaWeights = (typeof kappaWeights)[number]

/**
 * Cohen's κ of two coders from a square table[first][second], −1…1: 1 − ΣwO/ΣwE with w the distance between categories
 * (0 or 1 unweighted). Null for an empty table or when chance alone would always agree. Cohen 1960, 1968.
 */
export function cohensKappa(
  table: readonly (readonly number[])[],
  weights: KappaWeights = 'unweighted',
): number | null {
  const all = sum(table.map((row) => sum([...row])))
  if (all === 0) return null
  const rows = table.map((row) => sum([...row]) / all)
  const columns = table.map((_, at) => sum(table.map((row) => row[at] ?? 0)) / all)
  const observed = weigh(table, weights, (count) => count / all)
  const expected = weigh(table, weights, (_, i, j) => (rows[i] ?? 0) * (columns[j] ?? 0))
  return expected === 0 ? null : 1 - observed / expected
}

type CellShare = (count: number, row: number, column: number) => number

function weigh(table: readonly (readonly number[])[], weights: KappaWeights, share: CellShare): number {
  return sum(table.flatMap((row, i) => row.map((count, j) => distance(weights, i, j) * share(count, i, j))))
}

function distance(weights: KappaWeights, row: number, column: number): number {
  if (weights === 'linear') return Math.abs(row - column)
  if (weights === 'quadratic') return (row - column) ** 2
  return row === column ? 0 : 1
}
