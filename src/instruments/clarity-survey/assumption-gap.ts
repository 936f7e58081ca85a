import type { RecallCounts } from '../../domain/disclosure/read-recall.ts'
import {
  estimate,
  type Favourable,
  type Hidden,
  isHidden,
  rawAgreement,
  staffGroup,
} from '../../domain/disclosure/read-released.ts'
import { derive, deriveFromAll, type Released } from '../../domain/disclosure/released.ts'
import type { ReleasedEstimate, ReleasedTable } from '../../domain/disclosure/released-table.ts'
import { type AssumptionGap, assumedAgainstActual } from '../../domain/statistics/assumed-against-actual.ts'
import { allPriorities } from './answers.ts'
import { recallFigure } from './demonstrated-clarity.ts'
import { describeCount, type ItemFigure } from './figures.ts'

/** What leaders expected of staff beside what staff said: agreement as given, before reversal. */
export type Assumption = {
  /** An item's code, or `all-priorities`. */
  readonly about: string
  readonly estimate: Released<ReleasedEstimate>
  readonly actual: Released<ItemFigure>
  readonly gap: Released<AssumptionGap>
}

/** Every estimate that may be shown and can be held against staff, in the order of the items, recall last. */
export function assumptionGaps(
  table: ReleasedTable,
  staffRecall: Released<RecallCounts> | Hidden,
): readonly Assumption[] {
  const items = table.items.map((item) =>
    assumption(table, { about: item.code, reversed: item.reversed, actual: agreement(table, item.code) }),
  )
  const recall = assumption(table, {
    about: allPriorities,
    reversed: false,
    actual: recallFigure(table, staffRecall),
  })
  return [...items, recall].filter((each) => each !== null)
}

type Subject = {
  readonly about: string
  readonly reversed: boolean
  readonly actual: Released<ItemFigure> | Hidden
}

function assumption(table: ReleasedTable, { about, reversed, actual }: Subject): Assumption | null {
  const expected = estimate(table, about)
  if (isHidden(expected) || isHidden(actual)) return null
  const gap = deriveFromAll<[ReleasedEstimate, ItemFigure], AssumptionGap>(
    [expected, actual],
    (leaders, staff) => assumedAgainstActual({ estimate: leaders.mean, actual: staff.figure, reversed }),
  )
  return { about, estimate: expected, actual, gap }
}

function agreement(table: ReleasedTable, code: string): Released<ItemFigure> | Hidden {
  const staff = staffGroup(table)
  if (staff === null) return { hidden: 'too-few-answers' }
  const count = rawAgreement(table, staff, code)
  if (isHidden(count)) return count
  return derive<Favourable, ItemFigure>(count, describeCount)
}
