import type { Message } from './message.ts'
import type { Certainty } from './statistics/marks.ts'

/** The five rows of the pitfalls table, in the order in which the report prints them. */
export const pitfalls = [
  'set-and-forget',
  'tying-pay',
  'talent-gaps',
  'leadership',
  'fear-of-failure',
] as const

/** Incoherent leadership signals are judged by the same evidence as leadership misalignment and have no row of their own. */
export const rootCauses = ['rhythm', 'decision-rights'] as const

export const antiPatterns = ['translation-gap', 'orphan-objective', 'vanity-link'] as const

export const targets = [...pitfalls, ...rootCauses, 'illusion', ...antiPatterns] as const
export type Target = (typeof targets)[number]

export const symptomAreas = ['meetings', 'prioritisation', 'morale', 'speed', 'customer'] as const
export type SymptomArea = (typeof symptomAreas)[number]

export const pillars = ['strategic', 'operational', 'cultural'] as const
export type Pillar = (typeof pillars)[number]

export type Strength = 1 | 2 | 3
export type Direction = 'supports' | 'contradicts'

/** In per cent, 0 to 100. `low` and `high` are the ends of the interval, not of the worst case. */
export type Uncertainty = { readonly low: number; readonly high: number; readonly word: Certainty }

export type Subject = {
  readonly kind: 'group' | 'level' | 'goal' | 'item'
  readonly id: string
  readonly name: string | null
}

/**
 * One figure or quote from one instrument and what it speaks for (spec 08).
 * `signal` names the row of the rule table; `because` says why it happens here, as far as the figure tells. `source` is
 * one voice: two pieces of evidence are independent only when their sources differ. `local` is the one group it is about.
 */
export type Evidence = {
  readonly id: string
  readonly instrument: string
  readonly source: string
  readonly signal: string
  readonly about: Subject
  readonly says: Message
  readonly speaksFor: Target
  readonly direction: Direction
  readonly strength: Strength
  /** Per cent or percentage points, unrounded; null for what has no figure. */
  readonly figure: number | null
  readonly uncertainty: Uncertainty | null
  readonly basis: { readonly n: number; readonly of: number }
  readonly because: Message | null
  readonly link: string
  readonly caveats: readonly Message[]
  readonly local: { readonly id: string; readonly name: string } | null
}

/** Something that works and is worth keeping. */
export type StrongPoint = {
  readonly id: string
  readonly instrument: string
  readonly says: Message
  readonly figure: number
  readonly uncertainty: Uncertainty
  readonly basis: { readonly n: number; readonly of: number }
  readonly link: string
}

/** Where one symptom area stands between misaligned (0) and aligned (100); null when it cannot be shown. */
export type Sign = {
  readonly area: SymptomArea
  readonly instrument: string
  readonly figure: number | null
  readonly low: number | null
  readonly high: number | null
}

/** One row of page one: what leaders expected and what was found. */
export type Expectation = {
  readonly id: string
  readonly instrument: string
  readonly subject: Message
  readonly expected: number | null
  readonly found: number
  /** As it is said: "58 %", in a small group "4 of 9". */
  readonly says: Message
  readonly uncertainty: Uncertainty | null
  readonly link: string
}

/** A team in which a pilot could start: nothing shown speaks against it. */
export type PilotCandidate = { readonly id: string; readonly name: string; readonly reason: Message }

/** All that one instrument hands to the diagnosis for one check. */
export type Contribution = {
  readonly instrument: string
  /** Targets for which this instrument had the data it needs, whether or not evidence came of it. */
  readonly examined: readonly Target[]
  /** Share of invited staff who answered, 0 to 1; null where nobody is invited. */
  readonly participation: number | null
  readonly evidence: readonly Evidence[]
  readonly strongPoints: readonly StrongPoint[]
  readonly signs: readonly Sign[]
  readonly expectations: readonly Expectation[]
  readonly pilotCandidates: readonly PilotCandidate[]
  /** What this instrument could not see, in sentences for "what is not known". */
  readonly unknowns: readonly Message[]
}
