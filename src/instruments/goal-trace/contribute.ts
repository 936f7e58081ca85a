import type { Contribution, Target } from '../../domain/evidence.ts'
import { type Message, message } from '../../domain/message.ts'
import { firstHopShare } from './fidelity.ts'
import { traceComponent } from './overall-component.ts'
import { type ScoredGoal, scoreGoals } from './scored-goals.ts'
import { instrumentCode, traceEvidence } from './trace-evidence.ts'
import type { TracedGoal } from './traced-goal.ts'

/** What is stored for a closed check. */
export type TraceResults = { readonly version: 1; readonly goals: readonly TracedGoal[] }

/** Everything the trace hands to the diagnosis. Goals without interviews examine nothing. */
export function contribute({ goals }: TraceResults): Contribution {
  const scored = scoreGoals(goals)
  return {
    instrument: instrumentCode,
    examined: examined(scored),
    participation: null,
    evidence: traceEvidence(scored),
    strongPoints: [],
    signs: [],
    expectations: [],
    pilotCandidates: [],
    components: traceComponent(scored),
    unknowns: unknowns(goals, scored),
  }
}

function examined(scored: readonly ScoredGoal[]): readonly Target[] {
  const hasFirstHop = scored.some(({ fidelity }) => firstHopShare(fidelity.hops) !== null)
  return hasFirstHop ? ['leadership', 'translation-gap'] : []
}

const fewestInterviews = 3

function unknowns(goals: readonly TracedGoal[], scored: readonly ScoredGoal[]): readonly Message[] {
  const unmarked = scored.flatMap(({ fidelity }) =>
    [...fidelity.perInterview.values()].filter((kept) => kept === null),
  ).length
  const short = scored.filter(({ goal }) => goal.interviews.length < fewestInterviews).length
  const left = goals.length - scored.length
  return [
    ...(unmarked > 0 ? [message('goal-trace.unknown.unmarked', { count: unmarked })] : []),
    ...(short > 0 ? [message('goal-trace.unknown.short', { count: short })] : []),
    ...(left > 0 ? [message('goal-trace.unknown.left-out', { count: left })] : []),
  ]
}
