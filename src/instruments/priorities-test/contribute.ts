import type { Contribution } from '../../domain/evidence.ts'
import { type Message, message } from '../../domain/message.ts'
import type { CodedTest } from './coded-test.ts'
import { headOnConflicts } from './head-on-conflicts.ts'
import { coherenceEvidence, conflictEvidence, instrumentCode } from './priorities-evidence.ts'
import { type ScoredCoherence, scoreCoherence } from './score-coherence.ts'

/** What is stored for a closed check; null until the seal is broken and the codebook frozen. */
export type PrioritiesResults = { readonly version: 1; readonly test: CodedTest | null }

/** Everything the priorities test hands to the diagnosis. An open, empty or uncoded test examines nothing. */
export function contribute({ test }: PrioritiesResults): Contribution {
  const isEmpty = test === null || test.executives.length === 0
  if (isEmpty) return { ...nothing, unknowns: [message('priorities-test.unknown.not-coded')] }
  const scored = scoreCoherence(test)
  const conflicts = headOnConflicts(test)
  const evidence = [...coherenceEvidence(test, scored, conflicts), ...conflictEvidence(test, conflicts)]
  const isExamined = scored.outcome === 'scored' || conflicts.length > 0
  return {
    ...nothing,
    examined: isExamined ? ['leadership'] : [],
    evidence,
    unknowns: unknowns(test, scored),
  }
}

// Sealed answers are named, so there is no share of staff who answered; who is missing stands among what is not known.
const nothing: Contribution = {
  instrument: instrumentCode,
  examined: [],
  participation: null,
  evidence: [],
  strongPoints: [],
  signs: [],
  expectations: [],
  pilotCandidates: [],
  components: [],
  unknowns: [],
}

function unknowns(test: CodedTest, scored: ScoredCoherence): readonly Message[] {
  const missing = test.invited - test.executives.length
  const isWithheld = scored.outcome === 'withheld'
  return [
    ...(missing > 0 ? [message('priorities-test.unknown.missing', { count: missing })] : []),
    ...(isWithheld ? [message(`priorities-test.unknown.${scored.reason}`)] : []),
  ]
}
