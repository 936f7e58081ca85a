import type { Strength, Target } from './evidence.ts'

/** Default thresholds that turn survey figures into evidence (spec 08, survey rule). All in per cent of staff without leaders. */
export type SurveyRule = {
  readonly supports: readonly {
    readonly strength: Strength
    readonly atMost: number
    readonly upperBelow: number
  }[]
  readonly contradicts: {
    readonly strength: Strength
    readonly atLeast: number
    readonly lowerAtLeast: number
    readonly noGroupUnder: number
  }
  /** Under this participation everything is one level weaker and nothing contradicts. */
  readonly participationAtLeast: number
  readonly local: {
    readonly smallestGroup: number
    readonly atMost: number
    readonly organisationAtLeast: number
    readonly strength: Strength
  }
}

export const surveyRule: SurveyRule = {
  supports: [
    { strength: 3, atMost: 35, upperBelow: 45 },
    { strength: 2, atMost: 50, upperBelow: 60 },
    { strength: 1, atMost: 65, upperBelow: 75 },
  ],
  contradicts: { strength: 2, atLeast: 80, lowerAtLeast: 70, noGroupUnder: 60 },
  participationAtLeast: 60,
  local: { smallestGroup: 10, atMost: 40, organisationAtLeast: 60, strength: 2 },
}

/** One row of the rule table that reads the mean favourable of some items; the caps are the strongest it may say. */
export type ItemRow = {
  readonly signal: string
  readonly target: Target
  readonly items: readonly string[]
  readonly supportsUpTo: Strength
  readonly contradictsUpTo: Strength
}

export const itemRows: readonly ItemRow[] = [
  { signal: 'S6-O1', target: 'set-and-forget', items: ['S6', 'O1'], supportsUpTo: 3, contradictsUpTo: 2 },
  { signal: 'C3', target: 'tying-pay', items: ['C3'], supportsUpTo: 2, contradictsUpTo: 1 },
  { signal: 'O7', target: 'talent-gaps', items: ['O7'], supportsUpTo: 2, contradictsUpTo: 1 },
  {
    signal: 'S4-S5-O5',
    target: 'leadership',
    items: ['S4', 'S5', 'O5'],
    supportsUpTo: 2,
    contradictsUpTo: 1,
  },
  { signal: 'C1-C2', target: 'fear-of-failure', items: ['C1', 'C2'], supportsUpTo: 3, contradictsUpTo: 2 },
  { signal: 'O2', target: 'rhythm', items: ['O2'], supportsUpTo: 2, contradictsUpTo: 1 },
  { signal: 'O3-O4', target: 'decision-rights', items: ['O3', 'O4'], supportsUpTo: 2, contradictsUpTo: 1 },
]

/** What the local rule reads of a row. */
export type LocalRow = Pick<ItemRow, 'signal' | 'target' | 'items'>

/**
 * Where a group by itself may be told: every row above, and the two statements that speak for the illusion. For the
 * company as a whole those two are read through what leaders expected of them; of a single team leaders expected nothing.
 */
export const localRows: readonly LocalRow[] = [
  ...itemRows,
  { signal: 'S1', target: 'illusion', items: ['S1'] },
  { signal: 'S3', target: 'illusion', items: ['S3'] },
]

/** Bounds in whole points or whole per cent, both ends included. */
export type Level = { readonly strength: Strength; readonly from: number; readonly to: number }

/** Leaders' mean estimate minus what staff said, on S1 and on S3, where the estimate lies beyond the interval. */
export const assumptionGapRow = {
  target: 'illusion',
  items: ['S1', 'S3'],
  supports: [
    { strength: 3, from: 30, to: 100 },
    { strength: 2, from: 20, to: 29 },
    { strength: 1, from: 10, to: 19 },
  ],
  contradicts: [{ strength: 1, from: -100, to: 4 }],
} as const satisfies AssumptionGapRow

/** Share of staff who name all agreed priorities in their own words. */
export const recallRow = {
  target: 'illusion',
  supports: [
    { strength: 3, from: 0, to: 20 },
    { strength: 2, from: 21, to: 40 },
    { strength: 1, from: 41, to: 60 },
  ],
  contradicts: [{ strength: 2, from: 80, to: 100 }],
} as const satisfies LevelRow

export type LevelRow = {
  readonly target: Target
  readonly supports: readonly Level[]
  readonly contradicts: readonly Level[]
}
export type AssumptionGapRow = LevelRow & { readonly items: readonly string[] }

/** What may be printed under "keep": well liked everywhere that is shown. Per cent of staff. */
export const strongPointRule = { atLeast: 70, lowerAtLeast: 60, noGroupUnder: 50 } as const

/** A pilot team has a line to a priority, the skills, and people who speak openly. Items with the least favourable per cent. */
export const pilotRule = [
  { item: 'S3', atLeast: 60 },
  { item: 'O7', atLeast: 60 },
  { item: 'C1', atLeast: 60 },
] as const
