import type { CodedStatement, CodedTest } from './coded-test.ts'
import { type Conflict, headOnConflicts } from './head-on-conflicts.ts'
import { disagreeingMeasures, type MeasureDisagreement } from './success-measures.ts'
import { themeMatrix } from './theme-matrix.ts'

export const decisionKinds = ['conflict', 'measure', 'choose'] as const
export type DecisionKind = (typeof decisionKinds)[number]

/**
 * One decision that the group has to take, with the competing statements side by side. `choose`: more themes than three
 * were named; each side is then one theme, and `theme` is null.
 */
export type Decision = {
  readonly kind: DecisionKind
  readonly theme: string | null
  readonly sides: readonly (readonly CodedStatement[])[]
}

const mostDecisions = 3
const mostPriorities = 3

/**
 * The two or three decisions of the workshop: head-on conflicts by rank, one a theme, then measures that disagree, then
 * the choice among all that was named. Fewer where there is less to decide.
 */
export function workshopAgenda(test: CodedTest): readonly Decision[] {
  const conflicts = [...Map.groupBy(headOnConflicts(test), ({ theme }) => theme)].map(conflictDecision)
  const settled = new Set(conflicts.map(({ theme }) => theme))
  const measures = [...Map.groupBy(disagreeingMeasures(test), ({ theme }) => theme)]
    .filter(([theme]) => !settled.has(theme))
    .map(measureDecision)
  const choice = choiceDecision(test)
  const room = mostDecisions - choice.length
  return [...[...conflicts, ...measures].slice(0, room), ...choice]
}

/** What is not decided yet. */
export function openDecisions(test: CodedTest, decided: readonly string[]): readonly Decision[] {
  return workshopAgenda(test).filter((decision) => !decided.includes(decisionKey(decision)))
}

/** Stays the same as long as the codebook does, and that is frozen. */
export function decisionKey({ kind, theme }: Pick<Decision, 'kind' | 'theme'>): string {
  return theme === null ? kind : `${kind}:${theme}`
}

function conflictDecision([theme, conflicts]: readonly [string, readonly Conflict[]]): Decision {
  const sides = [conflicts.map(({ priority }) => priority), conflicts.map(({ against }) => against)]
  return { kind: 'conflict', theme, sides: sides.map(once) }
}

function measureDecision([theme, found]: readonly [string, readonly MeasureDisagreement[]]): Decision {
  const answers = once(found.flatMap(({ first, second }) => [first, second]))
  return { kind: 'measure', theme, sides: answers.map((answer) => [answer]) }
}

function choiceDecision(test: CodedTest): readonly Decision[] {
  const { rows } = themeMatrix(test)
  if (rows.length <= mostPriorities) return []
  const sides = rows.map(({ theme }) =>
    test.statements.filter((one) => one.question === 'P1' && one.theme === theme.id),
  )
  return [{ kind: 'choose', theme: null, sides }]
}

function once(statements: readonly CodedStatement[]): readonly CodedStatement[] {
  return [...new Map(statements.map((one) => [one.id, one])).values()]
}
