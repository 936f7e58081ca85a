import { isHidden, staffGroup } from '../../../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { message } from '../../../domain/message.ts'
import { cellOf as labelOf } from '../chapters/marks.ts'
import type { ItemFigure } from '../figures.ts'
import { type HeatCell, type HeatLevel, isTeam } from '../heatmap.ts'
import { findItem } from '../items.ts'
import { sharedItems } from '../own-items.ts'
import type { SurveyScores } from '../scoring.ts'
import { type Cell, cellOf, gapCell } from './cells.ts'
import type { HeatChoice } from './forms.ts'
import { groupHead, showHidden } from './show-participation.ts'
import { rememberingVoice, type Voice } from './voice.ts'

const steps: Readonly<Record<HeatLevel, string>> = {
  'very-low': 'll',
  low: 'l',
  middle: 'm',
  high: 'h',
  'very-high': 'hh',
}

/** Groups × statements in the order of the organisation, never ranked; statements of one pillar, or the lowest first. */
export function showHeatmap(
  { table, scores, choice }: { table: ReleasedTable; scores: SurveyScores; choice: HeatChoice },
  given: Voice,
) {
  const voice = rememberingVoice(given)
  const { say } = voice
  const order = orderOfItems(scores, choice, staffGroup(table)?.id)
  const shown =
    choice.show === 'rest'
      ? scores.heatmap.rows.filter(({ group }) => isTeam(table, group))
      : scores.heatmap.rows
  return {
    columns: order.map((at) => {
      const code = sharedItems(table)[at]?.code ?? ''
      return { code, label: say(message(`clarity-survey.short.${code}`)) }
    }),
    rows: shown.map(({ group, cells }) => ({
      ...groupHead(table, group, voice),
      cells: order.flatMap((at) => {
        const cell = cells[at]
        return cell === undefined
          ? []
          : [choice.show === 'rest' ? restCell(cell, voice) : heatCell(cell, voice)]
      }),
    })),
    hidden: scores.heatmap.hidden.map((row) => showHidden(row, voice)),
    width: order.length,
  }
}

/** Places of the chosen statements; "lowest" by what all staff say, which ranks statements and not groups. */
function orderOfItems(
  { heatmap }: SurveyScores,
  { pillar, sort }: HeatChoice,
  staffId: string | undefined,
): readonly number[] {
  const staff = heatmap.rows.find(({ group }) => group.id === staffId)
  const places = (staff?.cells ?? []).flatMap((cell, at) =>
    pillar === 'all' || findItem(cell.code)?.pillar === pillar ? [at] : [],
  )
  if (sort === 'asked') return places
  const staffShare = (at: number): number => {
    const figure = staff?.cells[at]?.figure
    return figure === undefined || isHidden(figure) ? Number.POSITIVE_INFINITY : figure.figure.value
  }
  return places.toSorted((a, b) => staffShare(a) - staffShare(b))
}

/** The share by colour; a mark only where the difference from all other staff is ten points or more. */
function heatCell({ figure, level, againstRest }: HeatCell, voice: Voice): Cell {
  const cell = cellOf<ItemFigure>(figure, voice, labelOf)
  if (level === null) return cell
  const isNotable = againstRest !== null && !isHidden(againstRest) && againstRest.mark.size !== 'neutral'
  return { ...cell, step: steps[level], mark: isNotable ? againstRest.mark.evidence : null }
}

function restCell({ figure, againstRest }: HeatCell, voice: Voice): Cell {
  return againstRest === null ? cellOf<ItemFigure>(figure, voice, labelOf) : gapCell(againstRest, voice)
}
