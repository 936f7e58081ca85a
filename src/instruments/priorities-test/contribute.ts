import type { Contribution, Expectation, OverallComponent } from '../../domain/evidence.ts'
import { type Message, message } from '../../domain/message.ts'
import type { Workshop } from './agreed.ts'
import type { CodedTest } from './coded-test.ts'
import { headOnConflicts } from './head-on-conflicts.ts'
import { coherenceEvidence, conflictEvidence, instrumentCode } from './priorities-evidence.ts'
import { type ScoredCoherence, scoreCoherence } from './score-coherence.ts'

/** What is stored for a closed check; null until the seal is broken and the codebook frozen. */
export type PrioritiesResults = {
  readonly version: 1
  readonly test: CodedTest | null
  readonly workshop?: Workshop
}

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
    expectations: expectations(scored),
    components: components(scored),
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

export const expectationId = `${instrumentCode}.expected-coherence`

/** The row of page one: in words, beside no expectation, because nobody was asked for one. */
function expectations(scored: ScoredCoherence): readonly Expectation[] {
  if (scored.outcome === 'withheld') return []
  const { word, executives, meanOverlap } = scored.coherence
  return [
    {
      id: expectationId,
      instrument: instrumentCode,
      subject: message('priorities-test.expectation.coherence', { executives }),
      expected: null,
      found: 100 * meanOverlap,
      says: message(`priorities-test.coherence.${word}`),
      uncertainty: null,
      link: 'priorities-test/results#coherence',
    },
  ]
}

/** κ in hundredths, never under 0, from the lowest to the highest whoever is left out. */
function components(scored: ScoredCoherence): readonly OverallComponent[] {
  if (scored.outcome === 'withheld') return []
  const { index, leaveOneOut } = scored.coherence
  const inPercent = (kappa: number) => 100 * Math.max(0, kappa)
  const low = leaveOneOut === null ? index : inPercent(leaveOneOut.low)
  const high = leaveOneOut === null ? index : inPercent(leaveOneOut.high)
  return [{ name: 'coherence', value: index, low, high }]
}

function unknowns(test: CodedTest, scored: ScoredCoherence): readonly Message[] {
  const missing = test.invited - test.executives.length
  const isWithheld = scored.outcome === 'withheld'
  return [
    ...(missing > 0 ? [message('priorities-test.unknown.missing', { count: missing })] : []),
    ...(isWithheld ? [message(`priorities-test.unknown.${scored.reason}`)] : []),
  ]
}
