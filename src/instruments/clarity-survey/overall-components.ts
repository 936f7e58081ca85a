import { mean } from 'simple-statistics'
import type { RecallCounts } from '../../domain/disclosure/read-recall.ts'
import { type Hidden, isHidden, staffGroup } from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../domain/disclosure/released-table.ts'
import type { OverallComponent } from '../../domain/evidence.ts'
import type { Figure } from '../../domain/statistics/figure.ts'
import type { Component } from '../../domain/statistics/overall-figure.ts'
import { allPriorities } from './answers.ts'
import { type Assumption, assumptionGaps } from './assumption-gap.ts'
import { recallFigure } from './demonstrated-clarity.ts'
import { meanFigure } from './figures.ts'
import { coreItems } from './items.ts'

/** What the survey gives to the overall figure (spec 10): clarity, how well leaders know their staff, recall; as far as shown. */
export function overallComponents(
  table: ReleasedTable,
  recall: Released<RecallCounts> | Hidden,
): readonly OverallComponent[] {
  const staff = staffGroup(table)
  if (staff === null) return []
  const clarity = meanFigure(
    table,
    staff,
    coreItems.map(({ code }) => code),
  )
  const gaps = assumptionGaps(table, { hidden: 'not-asked' }).filter(({ about }) => about !== allPriorities)
  const named = recallFigure(table, recall)
  return [
    ...(isHidden(clarity) ? [] : [{ name: 'clarity' as const, ...within(clarity.figure) }]),
    ...(gaps.length === 0 ? [] : [{ name: 'assumption' as const, ...closeness(gaps) }]),
    ...(isHidden(named) ? [] : [{ name: 'recall' as const, ...within(named.figure) }]),
  ]
}

function within({ value, interval }: Figure): Component {
  return { value, low: interval?.low ?? value, high: interval?.high ?? value }
}

/** 100 minus the mean size of the gaps; a guess inside the interval of the staff figure may be no gap at all. */
function closeness(gaps: readonly Assumption[]): Component {
  const sizes = gaps.map(({ estimate, actual }) => sizeOfGap(estimate.mean, within(actual.figure)))
  return {
    value: 100 - mean(sizes.map(({ value }) => value)),
    low: 100 - mean(sizes.map(({ high }) => high)),
    high: 100 - mean(sizes.map(({ low }) => low)),
  }
}

function sizeOfGap(estimate: number, { value, low, high }: Component): Component {
  const ends = [Math.abs(estimate - low), Math.abs(estimate - high)]
  const isInside = low <= estimate && estimate <= high
  return {
    value: Math.abs(estimate - value),
    low: isInside ? 0 : Math.min(...ends),
    high: Math.max(...ends),
  }
}
