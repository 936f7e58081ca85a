import type { RecallCounts } from '../../domain/disclosure/read-recall.ts'
import {
  type Hidden,
  isHidden,
  participation,
  shownGroups,
  staffGroup,
} from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import type { StrongPoint } from '../../domain/evidence.ts'
import { recallRow, strongPointRule, surveyRule } from '../../domain/evidence-rules.ts'
import { message } from '../../domain/message.ts'
import { perceivedItem, recallFigure } from './demonstrated-clarity.ts'
import { type ItemFigure, itemFigure } from './figures.ts'
import { isTeam } from './heatmap.ts'
import { levelOf } from './illusion-evidence.ts'
import { percentAnswered } from './item-evidence.ts'
import { coreItems } from './items.ts'
import { shareOf } from './sayings.ts'
import { instrumentCode, uncertaintyOf } from './survey-evidence.ts'

/** What works and is worth keeping: well rated by staff, and in no shown group badly; highest first. Low participation keeps nothing. */
export function strongPoints(
  table: ReleasedTable,
  recall: Released<RecallCounts> | Hidden = { hidden: 'not-asked' },
): readonly StrongPoint[] {
  const staff = staffGroup(table)
  if (staff === null || percentAnswered(table, staff) < surveyRule.participationAtLeast) return []
  return coreItems
    .filter(({ code }) => code !== perceivedItem || !isDisproved(table, recall))
    .flatMap(({ code }) => pointOf(table, staff, code))
    .toSorted((a, b) => b.figure - a.figure)
}

/** What people say that they could list is nothing to keep where their own words show that they cannot. */
function isDisproved(table: ReleasedTable, recall: Released<RecallCounts> | Hidden): boolean {
  const named = recallFigure(table, recall)
  return !isHidden(named) && levelOf(named.figure.value, recallRow)?.direction === 'supports'
}

function pointOf(table: ReleasedTable, staff: ShownGroup, code: string): readonly StrongPoint[] {
  const told = itemFigure(table, staff, code)
  if (isHidden(told)) return []
  const uncertainty = uncertaintyOf(told.figure)
  if (uncertainty === null || !isStrong(told, uncertainty.low) || isWeakSomewhere(table, code)) return []
  const { answered, invited } = participation(table, staff)
  const [low, high] = [Math.round(uncertainty.low), Math.round(uncertainty.high)]
  const point = message(`clarity-survey.keep.${code}`)
  const values = { point, share: shareOf(told), low, high }
  return [
    {
      id: `${instrumentCode}.keep-${code}`,
      instrument: instrumentCode,
      says:
        told.figure.everyoneAnswered && low === high
          ? message('clarity-survey.keep.says-exact', { point, share: shareOf(told) })
          : message('clarity-survey.keep.says', values),
      figure: told.figure.value,
      uncertainty,
      basis: { n: answered, of: invited },
      link: `survey/items/${code}`,
    },
  ]
}

function isStrong({ figure }: ItemFigure, low: number): boolean {
  return figure.value >= strongPointRule.atLeast && low >= strongPointRule.lowerAtLeast
}

function isWeakSomewhere(table: ReleasedTable, code: string): boolean {
  return shownGroups(table)
    .filter((group) => isTeam(table, group))
    .some((group) => {
      const figure = itemFigure(table, group, code)
      return !isHidden(figure) && figure.figure.value < strongPointRule.noGroupUnder
    })
}
