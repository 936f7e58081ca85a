import type { Evidence } from '../domain/evidence.ts'

export const verdicts = [
  'evident',
  'likely',
  'mixed',
  'pointed-to',
  'not-seen',
  'not-enough',
  'not-examined',
  'does-not-apply',
] as const
export type Verdict = (typeof verdicts)[number]

/** Verdicts on which a board may act. */
export function isEstablished(verdict: Verdict): boolean {
  return verdict === 'evident' || verdict === 'likely'
}

/** Verdicts with something to mend, however uncertain. */
export function isSupported(verdict: Verdict): boolean {
  return isEstablished(verdict) || verdict === 'pointed-to' || verdict === 'mixed'
}

/** What is known about a target apart from its evidence. `participation` is the survey's share of staff, null if none was run. */
export type Circumstances = {
  readonly applies: boolean
  readonly examined: boolean
  readonly participation: number | null
}

export const enoughParticipation = 0.6

/**
 * Spec 08: evident is a 3 with an independent source of 2 or more, likely a 3 alone or two independent sources of 2 and
 * 1, either without a contradiction of 2; evidence of one source counts once, by its strongest piece.
 */
export function judge(evidence: readonly Evidence[], circumstances: Circumstances): Verdict {
  if (!circumstances.applies) return 'does-not-apply'
  if (!circumstances.examined && evidence.length === 0) return 'not-examined'
  const [strongest = 0, second = 0] = strongestBySource(evidence)
  const against = strongestOf(evidence.filter((each) => each.direction === 'contradicts'))
  if (against >= 2) return weighAgainst(strongest, circumstances.participation)
  if (strongest === 3) return second >= 2 ? 'evident' : 'likely'
  if (strongest === 2) return second >= 1 ? 'likely' : 'pointed-to'
  return 'not-enough'
}

function weighAgainst(strongest: number, participation: number | null): Verdict {
  if (strongest >= 2) return 'mixed'
  const enoughAnswered = participation === null || participation >= enoughParticipation
  return strongest === 0 && enoughAnswered ? 'not-seen' : 'not-enough'
}

/** The strongest support of each independent source, strongest first. */
function strongestBySource(evidence: readonly Evidence[]): readonly number[] {
  const supports = evidence.filter((each) => each.direction === 'supports')
  const bySource = Map.groupBy(supports, (each) => each.source)
  return [...bySource.values()].map(strongestOf).sort((a, b) => b - a)
}

function strongestOf(evidence: readonly Evidence[]): number {
  return Math.max(0, ...evidence.map((each) => each.strength))
}
