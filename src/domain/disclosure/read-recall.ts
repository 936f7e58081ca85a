import type { Hidden } from './read-released.ts'
import { passGate, type Released } from './released.ts'
import type { ReleasedTable } from './released-table.ts'

/**
 * People of one side by how many of the agreed priorities they named, once coding is locked. `blank` left it empty or
 * know none, and count as none in every share; `notCoded` had too few texts in their language.
 */
export type RecallCounts = {
  readonly all: number
  readonly two: number
  readonly one: number
  readonly none: number
  readonly blank: number
  readonly notCoded: number
}

/** Coded texts of one side pass from as many on as the profile asks for (spec 09); what was not coded does not count. */
export function readRecall(
  table: ReleasedTable,
  counts: RecallCounts | null,
): Released<RecallCounts> | Hidden {
  if (counts === null || table.priorities.length === 0) return { hidden: 'not-asked' }
  return codedIn(counts) < table.rule.texts ? { hidden: 'too-few-answers' } : passGate(counts)
}

/** The people in the base of every share. */
export function codedIn({ all, two, one, none, blank }: Omit<RecallCounts, 'notCoded'>): number {
  return all + two + one + none + blank
}
