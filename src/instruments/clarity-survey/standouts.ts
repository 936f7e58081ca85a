import { isHidden, restOf } from '../../domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../domain/message.ts'
import type { GapWords } from '../../domain/statistics/gap.ts'
import type { Range } from '../../domain/statistics/head-count.ts'
import { wholePoints } from './chapters/marks.ts'
import { type ItemFigure, itemFigure } from './figures.ts'
import type { ItemGap } from './gaps.ts'
import type { HeatCell, Heatmap } from './heatmap.ts'
import { shareOf } from './sayings.ts'

/** A team that differs from everyone else by 20 points or more, with evidence for it. */
export type Standout = {
  readonly group: ShownGroup
  readonly code: string
  readonly direction: 'below' | 'above'
  readonly says: Message
  readonly figure: ItemFigure
  readonly rest: ItemFigure
  readonly against: ItemGap
  /** Without a sign: the difference as it is told, and in whole points the least and the most that it can be. */
  readonly points: { readonly points: Message; readonly low: number; readonly high: number }
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
  const { gap, mark, words } = againstRest
  if (mark.size !== 'large' || mark.evidence !== 'solid' || gap.interval === null) return []
  const restFigure = itemFigure(table, rest, code)
  if (isHidden(restFigure)) return []
  const direction = gap.points < 0 ? 'below' : 'above'
  const points = sizeOf(words, gap.interval)
  const says = message(`clarity-survey.standout.${direction}`, {
    group: group.name,
    item: message(`clarity-survey.short.${code}`),
    share: shareOf(figure),
    rest: shareOf(restFigure),
    ...points,
  })
  return [{ group, code, direction, says, figure, rest: restFigure, against: againstRest, points }]
}

function sizeOf(words: GapWords, interval: Range): Standout['points'] {
  const whole = wholePoints(interval)
  const ends = [Math.abs(whole.low), Math.abs(whole.high)]
  return { points: tellSize(words), low: Math.min(...ends), high: Math.max(...ends) }
}

const rounding = {
  exact: Math.round,
  about: Math.round,
  'at-least': Math.floor,
  'at-most': Math.ceil,
} as const

/** "At most −12" is a difference of at least 12; what is at least or at most is never rounded beyond what is known. */
function tellSize({ kind, points }: GapWords): Message {
  const isLimit = kind === 'at-least' || kind === 'at-most'
  const told = isLimit ? (points < 0 === (kind === 'at-most') ? 'at-least' : 'at-most') : kind
  return message(`clarity-survey.standout.size.${told}`, { points: rounding[told](Math.abs(points)) })
}
