import type { CodedStatement, CodedTest } from './coded-test.ts'
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
}

/** By rank, as the conflicts themselves. */
export function conflictThemes(test: CodedTest): readonly ConflictTheme[] {
  return [...Map.groupBy(headOnConflicts(test), ({ theme }) => theme)].map(([theme, conflicts]) => ({
    theme,
    rank: Math.min(...conflicts.map(({ rank }) => rank)),
    forIt: once(conflicts.map(({ priority }) => priority)),
    against: once(conflicts.map(({ against }) => against)),
    instead: once(conflicts.flatMap(({ instead }) => instead ?? [])),
    isSequencing: conflicts.every((conflict: Conflict) => conflict.isSequencing),
  }))
}

function once(statements: readonly CodedStatement[]): readonly CodedStatement[] {
  return [...new Map(statements.map((one) => [one.id, one])).values()]
}
