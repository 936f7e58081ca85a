/** One line of the table. `met` is null where a figure has no bound of its own. */
export type Row = {
  readonly name: string
  readonly figure: string
  readonly ratio?: number | undefined
  readonly bound?: string | undefined
  readonly met?: boolean | null | undefined
}

export function titled(title: string): Row {
  return { name: title, figure: '' }
}

/** A figure held against the most it may be. */
export function atMost(name: string, value: number, most: number, unit: string): Row {
  return { name, figure: `${plain(value)} ${unit}`, bound: `≤ ${plain(most)} ${unit}`, met: value <= most }
}

export function informed(name: string, value: number, unit: string): Row {
  return { name, figure: `${plain(value)} ${unit}` }
}

/** Three digits that count; whole from a hundred on. */
export function plain(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits })
}

export function printTable(rows: readonly Row[]): void {
  const lines = [['', 'figure', 'ratio', 'bound', 'met'], ...rows.map(cells)]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  for (const [place, line] of lines.entries()) {
    if (rows[place - 1]?.figure === '') console.log('')
    console.log(line.map((cell, at) => align(cell, at, widths[at] ?? 0)).join('  '))
  }
}

function cells({ name, figure, ratio, bound, met }: Row): string[] {
  const verdict = met === true ? 'yes' : met === false ? 'NO' : ''
  return [figure === '' ? name : `  ${name}`, figure, ratio?.toFixed(2) ?? '', bound ?? '', verdict]
}

const align = (cell: string, at: number, width: number) =>
  at === 0 ? cell.padEnd(width) : cell.padStart(width)
