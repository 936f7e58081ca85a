import { type Decision, decisionKey, workshopAgenda } from '../agenda.ts'
import type { CodedTest } from '../coded-test.ts'

/** One screen of the workshop: the open decisions one by one, then what was agreed and what was put off. */
export type Step =
  | { readonly kind: 'decision'; readonly key: string; readonly decision: Decision }
  | { readonly kind: 'agreed'; readonly key: 'agreed' }
  | { readonly kind: 'not-now'; readonly key: 'not-now' }

/** The screen on which at most three are ticked among all that was named. */
export function isChoice(step: Step): boolean {
  return step.kind === 'decision' && step.decision.kind === 'choose'
}

export function workshopSteps(test: CodedTest): readonly Step[] {
  const decisions = workshopAgenda(test).map((decision) => ({
    kind: 'decision' as const,
    key: decisionKey(decision),
    decision,
  }))
  return [...decisions, { kind: 'agreed', key: 'agreed' }, { kind: 'not-now', key: 'not-now' }]
}
