import type { Contribution, Target } from '../../domain/evidence.ts'
import { type Message, message } from '../../domain/message.ts'
import { formChain, type Node } from './chain.ts'
import { type Fidelity, firstHopShare, scoreFidelity } from './fidelity.ts'
import { instrumentCode, traceEvidence } from './trace-evidence.ts'
import type { Interview, TracedGoal } from './traced-goal.ts'

/** What is stored for a closed check. */
export type TraceResults = { readonly version: 1; readonly goals: readonly TracedGoal[] }

/** A goal whose interviews form a chain, with its figures. */
export type ScoredGoal = {
  readonly goal: TracedGoal
  readonly roots: readonly Node<Interview>[]
  readonly fidelity: Fidelity
}

/** Goals that can be scored; a chain that is refused is left out and named among what is not known. */
export function scoreGoals(goals: readonly TracedGoal[]): readonly ScoredGoal[] {
  return goals.flatMap((goal) => {
    const chain = formChain(goal.interviews)
    if (chain.outcome === 'refused' || chain.roots.length === 0) return []
    return [{ goal, roots: chain.roots, fidelity: scoreFidelity(goal.reference, chain.roots) }]
  })
}

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
