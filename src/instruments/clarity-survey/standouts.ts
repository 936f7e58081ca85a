import { isHidden, restOf } from '../../domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../domain/message.ts'
import { wholePoints } from './chapters/marks.ts'
import { itemFigure } from './figures.ts'
import type { HeatCell, Heatmap } from './heatmap.ts'
import { shareOf } from './sayings.ts'

/** A team that differs from everyone else by 20 points or more, with evidence for it. */
export type Standout = {
  readonly group: ShownGroup
  readonly code: string
  readonly direction: 'below' | 'above'
  readonly says: Message
}

/** Large and solid differences from the rest of the staff, below first, then in the order of the heatmap: listed, not ranked. */
export function standouts(table: ReleasedTable, { rows }: Heatmap): readonly Standout[] {
  const found = rows.flatMap(({ group, cells }) => cells.flatMap((cell) => standoutIn(table, group, cell)))
  return found.toSorted((a, b) => Number(a.direction === 'above') - Number(b.direction === 'above'))
}

function standoutIn(table: ReleasedTable, group: ShownGroup, cell: HeatCell): readonly Standout[] {
  const { figure, againstRest, code } = cell
  const rest = restOf(table, group)
  if (againstRest === null || rest === null || isHidden(figure) || isHidden(againstRest)) return []
  const { gap, mark } = againstRest
  if (mark.size !== 'large' || mark.evidence !== 'solid' || gap.interval === null) return []
  const restFigure = itemFigure(table, rest, code)
  if (isHidden(restFigure)) return []
  const direction = gap.points < 0 ? 'below' : 'above'
  const whole = wholePoints(gap.interval)
  const ends = [Math.abs(whole.low), Math.abs(whole.high)]
  const says = message(`clarity-survey.standout.${direction}`, {
    group: group.name,
    item: message(`clarity-survey.short.${code}`),
    share: shareOf(figure),
    rest: shareOf(restFigure),
    points: Math.abs(Math.round(gap.points)),
    low: Math.min(...ends),
    high: Math.max(...ends),
  })
  return [{ group, code, direction, says }]
}
