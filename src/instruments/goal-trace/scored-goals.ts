import { formChain, type Node } from './chain.ts'
import { type Fidelity, scoreFidelity } from './fidelity.ts'
import type { Interview, TracedGoal } from './traced-goal.ts'

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
