import { gapDumbbell } from '../../../charts/gap-dumbbell.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { deriveFromAll, type Released } from '../../../domain/disclosure/released.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap, PerceptionGap } from '../gaps.ts'
import { chartSizeOf, gapCell, gapIntervalCell, intervalCell, markOf, shareCell } from './cells.ts'
import { drawRows, type Exhibit } from './exhibit.ts'
import { sayGap } from './say-figures.ts'
import type { Voice } from './voice.ts'

type GapRow = Parameters<typeof gapDumbbell>[0]['rows'][number]

/** Leadership against staff, the widest gap first; `itemHref` leads to a statement's own page. */
export function showGap(
  gaps: readonly PerceptionGap[],
  voice: Voice,
  itemHref: (code: string) => string | null,
): Exhibit {
  const { say } = voice
  const title = say(gapFinding(gaps))
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
      deriveFromAll<[ItemFigure, ItemFigure, ItemGap], GapRow>([staff, leadership, gap], (below, above, shown) => ({
        label,
        staff: markOf(below, voice),
        leaders: markOf(above, voice),
        gap: {
          label: voice.say(sayGap(shown.words, 'gap-short')),
          size: chartSizeOf(shown.mark.size),
          isSolid: shown.mark.evidence === 'solid',
        },
      })),
    ]
  })
}

/** The finding by rule: gaps of ten points and more that are not chance, else that there are too few people to tell. */
export function gapFinding(gaps: readonly PerceptionGap[]): Message {
  const shown = gaps.flatMap(({ code, gap }) => (isHidden(gap) ? [] : [{ code, ...gap }]))
  const clear = shown.filter(({ mark }) => mark.size !== 'neutral' && mark.evidence === 'solid')
  const above = clear.filter(({ gap }) => gap.points > 0)
  const below = clear.filter(({ gap }) => gap.points < 0)
  const [widest] = above
  const lowest = below.at(-1)
  if (widest !== undefined && above.length >= below.length) return finding('leaders-higher', widest.code, above.length)
  if (lowest !== undefined) return finding('staff-higher', lowest.code, below.length)
  return message('results.gap.finding.too-few')
}

function finding(name: string, code: string, count: number): Message {
  return message(`results.gap.finding.${name}`, { item: message(`clarity-survey.short.${code}`), count })
}
