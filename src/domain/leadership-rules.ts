import type { LevelRow } from './evidence-rules.ts'

/**
 * Executives' κ in hundredths (spec 08). Support is read at the highest κ whoever is left out, contradiction at the lowest:
 * the milder end of either claim.
 */
export const coherenceRow = {
  target: 'leadership',
  smallestTeam: 5,
  supports: [
    { strength: 3, from: -100, to: 19 },
    { strength: 2, from: 20, to: 39 },
    { strength: 1, from: 40, to: 59 },
  ],
  contradicts: [
    { strength: 2, from: 60, to: 79 },
    { strength: 3, from: 80, to: 100 },
  ],
} as const satisfies LevelRow & { readonly smallestTeam: number }

/** By the rank that the priority has for the executive who named it; any conflict cancels a contradiction. */
export const conflictRow = {
  target: 'leadership',
  supports: [
    { strength: 3, from: 1, to: 1 },
    { strength: 2, from: 2, to: 3 },
  ],
  contradicts: [],
} as const satisfies LevelRow

/** Goals of which the first hop keeps half or less, by their number. */
export const firstHopRow = {
  target: 'leadership',
  keepsAtMost: 0.5,
  supports: [
    { strength: 1, from: 1, to: 1 },
    { strength: 2, from: 2, to: 1000 },
  ],
  contradicts: [],
} as const satisfies LevelRow & { readonly keepsAtMost: number }

/** Interviews in which a changed element led to other work, by the number of teams (spec 04; no row in spec 08). */
export const translationRow = {
  target: 'translation-gap',
  supports: [
    { strength: 1, from: 1, to: 1 },
    { strength: 2, from: 2, to: 1000 },
  ],
  contradicts: [],
} as const satisfies LevelRow
