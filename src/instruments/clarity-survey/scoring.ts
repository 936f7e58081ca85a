import type { Coders } from '../../coding/coders.ts'
import { type RecallCounts, readRecall } from '../../domain/disclosure/read-recall.ts'
import { type Hidden, shownGroups, staffGroup } from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedRecall } from '../../domain/disclosure/released-recall.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import type { ReleasedThemes } from '../../domain/disclosure/released-themes.ts'
import { type Pillar, pillars, type SymptomArea, symptomAreas } from '../../domain/evidence.ts'
import { type Assumption, assumptionGaps } from './assumption-gap.ts'
import { type DemonstratedClarity, demonstratedClarity } from './demonstrated-clarity.ts'
import { type MeanFigure, meanFigure } from './figures.ts'
import { type PerceptionGap, perceptionGaps } from './gaps.ts'
import { type Heatmap, type HeatRow, heatmap, heatRows } from './heatmap.ts'
import { coreItems } from './items.ts'
import { type PriorityMatrix, priorityMatrix } from './line-of-sight.ts'
import { ownItems } from './own-items.ts'
import { rankGrid } from './rank-tests.ts'
import { type GroupChange, roundChanges } from './round-change.ts'
import { type Standout, standouts } from './standouts.ts'

/** Who coded what people named and what they say is in the way; null for what is not coded. */
export type SurveyCoders = { readonly named: Coders | null; readonly obstacles: Coders | null }

/** All that a closed survey holds: its released table, what was coded (null before coding is frozen), and the last round. */
export type SurveyResults = {
  readonly table: ReleasedTable
  readonly recall: ReleasedRecall | null
  readonly obstacles?: ReleasedThemes | null
  readonly coders?: SurveyCoders
  readonly previous: ReleasedTable | null
}

export type GroupMeans = {
  readonly group: ShownGroup
  readonly pillars: Readonly<Record<Pillar, Released<MeanFigure> | Hidden>>
  readonly areas: Readonly<Record<SymptomArea, Released<MeanFigure> | Hidden>>
}

export type SurveyScores = {
  readonly heatmap: Heatmap
  /** Statements that the organisation added, for every group; hidden where they may not be told. */
  readonly own: readonly HeatRow[]
  readonly means: readonly GroupMeans[]
  /** null without a leadership unit. */
  readonly perceptionGaps: readonly PerceptionGap[] | null
  readonly assumptionGaps: readonly Assumption[]
  readonly demonstrated: readonly DemonstratedClarity[]
  readonly priorityMatrix: PriorityMatrix | null
  readonly changes: readonly GroupChange[] | null
  readonly standouts: readonly Standout[]
}

/** Everything of "What comes out" (spec 02), from the released table alone. An empty table gives empty scores. */
export function scoreSurvey({ table, recall, previous }: SurveyResults): SurveyScores {
  const grid = rankGrid(table)
  const heat = heatmap(table, grid)
  return {
    heatmap: heat,
    own: heatRows(table, grid, ownItems(table)),
    means: shownGroups(table).map((group) => meansOf(table, group)),
    perceptionGaps: perceptionGaps(table, grid),
    assumptionGaps: assumptionGaps(table, staffRecall({ table, recall })),
    demonstrated: demonstratedClarity(table, recall),
    priorityMatrix: priorityMatrix(table),
    changes: previous === null ? null : roundChanges(table, previous),
    standouts: standouts(table, heat),
  }
}

/** The staff's coded answers, through the gate. */
export function staffRecall({
  table,
  recall,
}: Pick<SurveyResults, 'table' | 'recall'>): Released<RecallCounts> | Hidden {
  return staffGroup(table) === null
    ? { hidden: 'too-few-answers' }
    : readRecall(table, recall?.sides.staff ?? null)
}

function meansOf(table: ReleasedTable, group: ShownGroup): GroupMeans {
  return {
    group,
    pillars: keyed(pillars, (pillar) => meanFigure(table, group, codesOf('pillar', pillar))),
    areas: keyed(symptomAreas, (area) => meanFigure(table, group, codesOf('area', area))),
  }
}

/** The core items of a pillar or symptom area. */
export function codesOf(view: 'pillar' | 'area', name: Pillar | SymptomArea): readonly string[] {
  return coreItems.filter((item) => item[view] === name).map((item) => item.code)
}

function keyed<Key extends string, Value>(
  keys: readonly Key[],
  figureFor: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, figureFor(key)])) as Record<Key, Value>
}
