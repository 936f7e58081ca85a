import { gapDumbbell } from '../../../charts/gap-dumbbell.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { deriveFromAll, type Released } from '../../../domain/disclosure/released.ts'
import { message } from '../../../domain/message.ts'
import { gapExhibit } from '../chapters/gap-exhibit.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap, PerceptionGap } from '../gaps.ts'
import { differenceMark, gapCell, gapIntervalCell, intervalCell, markOf, shareCell } from './cells.ts'
import { drawRows, type Exhibit } from './exhibit.ts'
import type { Voice } from './voice.ts'

type GapRow = Parameters<typeof gapDumbbell>[0]['rows'][number]

/** Leadership against staff, the widest gap first; `itemHref` leads to a statement's own page. */
export function showGap(
  gaps: readonly PerceptionGap[],
  voice: Voice,
  itemHref: (code: string) => string | null,
): Exhibit {
  const { say } = voice
  // The same sentence as in the report.
  const title = say(gapExhibit(gaps)?.title ?? message('results.section.gap'))
  const names = {
    staff: say(message('results.side.staff')),
    leaders: say(message('results.side.leadership')),
    gap: say(message('results.gap.head')),
  }
  return {
    title,
    chart: drawRows<GapRow>(gapRows(gaps, voice), title, (rows) => gapDumbbell({ rows, names })),
    note: say(message('results.gap.note')),
    table: {
      caption: say(message('results.gap.caption')),
      heads: ['item', 'staff', 'interval', 'leadership', 'gap', 'gap-interval'].map((head) =>
        say(message(`results.head.${head}`)),
      ),
      rows: gaps.map(({ code, staff, leadership, gap }) => ({
        name: say(message(`clarity-survey.short.${code}`)),
        href: itemHref(code),
        cells: [
          shareCell(staff, voice),
          intervalCell(staff, voice),
          shareCell(leadership, voice),
          gapCell(gap, voice),
          gapIntervalCell(gap, voice),
        ],
      })),
    },
  }
}

function gapRows(gaps: readonly PerceptionGap[], voice: Voice): readonly Released<GapRow>[] {
  return gaps.flatMap(({ code, staff, leadership, gap }) => {
    if (isHidden(staff) || isHidden(leadership) || isHidden(gap)) return []
    const label = voice.say(message(`clarity-survey.short.${code}`))
    return [
      deriveFromAll<[ItemFigure, ItemFigure, ItemGap], GapRow>(
        [staff, leadership, gap],
        (below, above, shown) => ({
          label,
          staff: markOf(below, voice),
          leaders: markOf(above, voice),
          gap: differenceMark(shown, voice),
        }),
      ),
    ]
  })
}
