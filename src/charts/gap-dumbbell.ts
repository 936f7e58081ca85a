import type { ChartDefinition } from './draw.ts'
import { type Difference, type Mark, pairedRows } from './paired-rows.ts'

export type GapData = {
  readonly rows: readonly {
    readonly label: string
    readonly staff: Mark
    readonly leaders: Mark
    readonly gap: Difference
  }[]
  readonly names: { readonly staff: string; readonly leaders: string; readonly gap: string }
}

/** Leaders against staff, item by item, the widest gap first. */
export function gapDumbbell({ rows, names }: GapData): ChartDefinition {
  const sorted = [...rows].sort((a, b) => b.leaders.share - b.staff.share - (a.leaders.share - a.staff.share))
  return pairedRows({
    rows: sorted.map(({ label, staff, leaders, gap }) => ({
      label,
      first: staff,
      second: leaders,
      difference: gap,
    })),
    first: { name: names.staff, colour: 'staff', textColour: 'staff-text', intervalColour: 'interval' },
    second: { name: names.leaders, colour: 'leaders', textColour: 'leaders', intervalColour: 'leaders-soft' },
    differenceName: names.gap,
  })
}
