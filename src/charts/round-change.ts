import type { ChartDefinition } from './draw.ts'
import { type Difference, type Mark, pairedRows } from './paired-rows.ts'

export type RoundChangeData = {
  readonly rows: readonly {
    readonly label: string
    readonly before: Mark
    readonly after: Mark
    readonly change: Difference
  }[]
  readonly names: { readonly before: string; readonly after: string; readonly change: string }
}

/** Two rounds of the same items, each with its interval, in the order given. */
export function roundChange({ rows, names }: RoundChangeData): ChartDefinition {
  return pairedRows({
    rows: rows.map(({ label, before, after, change }) => ({
      label,
      first: after,
      second: before,
      difference: change,
    })),
    first: { name: names.after, colour: 'staff', textColour: 'staff-text', intervalColour: 'interval' },
    second: { name: names.before, colour: 'thread', textColour: 'ink-quiet', intervalColour: 'rule' },
    differenceName: names.change,
  })
}
