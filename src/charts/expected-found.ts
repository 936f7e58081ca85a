import type { ChartDefinition } from './draw.ts'
import { type Difference, type Mark, pairedRows } from './paired-rows.ts'

export type ExpectedData = {
  readonly rows: readonly {
    readonly label: string
    readonly expected: Mark
    readonly found: Mark
    readonly gap: Difference
  }[]
  readonly names: { readonly expected: string; readonly found: string; readonly gap: string }
}

/** What leaders thought staff would say, beside what staff said, in the order given. */
export function expectedFound({ rows, names }: ExpectedData): ChartDefinition {
  return pairedRows({
    rows: rows.map(({ label, expected, found, gap }) => ({
      label,
      first: found,
      second: expected,
      difference: gap,
    })),
    first: { name: names.found, colour: 'staff', textColour: 'staff-text', intervalColour: 'interval' },
    second: {
      name: names.expected,
      colour: 'leaders',
      textColour: 'leaders',
      intervalColour: 'leaders-soft',
    },
    differenceName: names.gap,
  })
}
