import { type CodedStatement, type CodedTest, topThemes } from './coded-test.ts'
import { type Conflict, headOnConflicts } from './head-on-conflicts.ts'

/** All that collides over one theme: who puts it first, and who would stop, push down or trade it away. */
export type ConflictTheme = {
  readonly theme: string
  /** The highest that anybody gives it. */
  readonly rank: number
  readonly forIt: readonly CodedStatement[]
  readonly against: readonly CodedStatement[]
  readonly instead: readonly CodedStatement[]
  /** Everybody who is against it only says later, not never. */
  readonly isSequencing: boolean
  readonly counts: StandCounts
}

/** Executives, not statements: who names it, who of them at the highest rank, who is against it, and who is both. */
export type StandCounts = Readonly<Record<'for' | 'top' | 'against' | 'both', number>>

/** By rank, as the conflicts themselves. */
export function conflictThemes(test: CodedTest): readonly ConflictTheme[] {
  return [...Map.groupBy(headOnConflicts(test), ({ theme }) => theme)].map(([theme, conflicts]) => ({
    counts: countStands(test, theme, conflicts),
    theme,
    rank: Math.min(...conflicts.map(({ rank }) => rank)),
    forIt: once(conflicts.map(({ priority }) => priority)),
    against: once(conflicts.map(({ against }) => against)),
    instead: once(conflicts.flatMap(({ instead }) => instead ?? [])),
    isSequencing: conflicts.every((conflict: Conflict) => conflict.isSequencing),
  }))
}

function countStands(test: CodedTest, theme: string, conflicts: readonly Conflict[]): StandCounts {
  const ranks = test.executives.map(({ id }) => ({ id, at: topThemes(test, id).indexOf(theme) }))
  const named = ranks.filter(({ at }) => at !== -1)
  const against = new Set(conflicts.map((conflict) => conflict.against.executive))
  const rank = Math.min(...conflicts.map((conflict) => conflict.rank))
  return {
    for: named.length,
    top: named.filter(({ at }) => at + 1 === rank).length,
    against: against.size,
    both: named.filter(({ id }) => against.has(id)).length,
  }
}

function once(statements: readonly CodedStatement[]): readonly CodedStatement[] {
  return [...new Map(statements.map((one) => [one.id, one])).values()]
}
