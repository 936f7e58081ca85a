import { mean } from 'simple-statistics'
import type { OverallComponent } from '../../domain/evidence.ts'
import type { ScoredGoal } from './scored-goals.ts'

/** One goal is a case, two are two cases: a mean is made of three and more (spec 10). */
const fewestGoals = 3

/** What is left of the goals at the end of their ways, in per cent; its range is that of the mean without any one goal. */
export function traceComponent(scored: readonly ScoredGoal[]): readonly OverallComponent[] {
  const shares = scored.flatMap(({ fidelity }) => fidelity.endToEnd?.share ?? [])
  if (shares.length < fewestGoals) return []
  const without = shares.map((_, at) => 100 * mean(shares.filter((_share, place) => place !== at)))
  return [
    {
      name: 'trace',
      value: 100 * mean([...shares]),
      low: Math.min(...without),
      high: Math.max(...without),
    },
  ]
}
