import type { Paired, PairedRow } from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { PerceptionGap } from '../gaps.ts'
import { differenceOf, markOf, shortName } from './marks.ts'

/** Leadership against staff, the widest gap first; null without a leadership unit. */
export function gapExhibit(gaps: readonly PerceptionGap[] | null): Paired | null {
  const rows = (gaps ?? []).flatMap(rowOf)
  if (rows.length === 0) return null
  return {
    kind: 'paired',
    drawn: 'gap',
    id: 'gap-items',
    title: titleOf(rows),
    note: message('chapters.gap.note'),
    names: {
      row: message('chapters.head.statement'),
      first: message('chapters.head.staff'),
      second: message('chapters.head.leaders'),
      difference: message('chapters.head.gap'),
    },
    rows,
  }
}

function rowOf({ code, staff, leadership, gap }: PerceptionGap): readonly PairedRow[] {
  if (isHidden(staff) || isHidden(leadership) || isHidden(gap)) return []
  return [
    {
      id: code,
      label: shortName(code),
      first: markOf(staff),
      second: markOf(leadership),
      difference: differenceOf(gap),
    },
  ]
}

/** No evidence is "too few people to tell", never "no difference" (spec 10). */
function titleOf(rows: readonly PairedRow[]): Message {
  const solid = rows.filter(({ difference }) => difference.isSolid)
  const above = solid.filter(({ difference }) => difference.points > 0)
  const [widest] = above
  if (widest !== undefined && above.length > solid.length / 2) {
    return message('chapters.gap.leaders-above', { item: widest.label })
  }
  if (solid.length > 0) return message('chapters.gap.differ', { count: solid.length, of: rows.length })
  return message('chapters.gap.cannot-tell')
}
