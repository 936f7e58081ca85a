import { mean } from 'simple-statistics'
import { overlapByChance } from './overlap-by-chance.ts'

export type CoherenceWord = 'little-more-than-chance' | 'partial' | 'moderate' | 'strong' | 'near-unanimous'

/**
 * `meanShared`: themes in common, mean over pairs, beside `chanceShared`; `meanOverlap` 0…1 the same over the shorter
 * list. `kappa` up to 1, `index` 0…100. `leaveOneOut`: κ whoever is left out. `isUneven`: lists differ in length.
 */
export type Coherence = {
  readonly executives: number
  readonly themes: number
  readonly meanShared: number
  readonly chanceShared: number
  readonly meanOverlap: number
  readonly kappa: number
  readonly index: number
  readonly word: CoherenceWord
  readonly p: number
  readonly leaveOneOut: { readonly low: number; readonly high: number } | null
  readonly isUneven: boolean
}

/** `universe`: themes of the frozen codebook. The seed makes p repeatable. */
export type CoherenceSetting = { readonly universe: number; readonly seed?: number; readonly draws?: number }

type Lists = readonly ReadonlySet<string>[]

/**
 * κ = (ō/k − k/M)/(1 − k/M) over executives × themes, top lists of any length k: shared by the shorter list, chance by
 * the longer one over M. Fleiss' κ on the binary matrix when all lists are equally long. Executives without a theme are
 * left out; null with fewer than two others (spec 10).
 */
export function executiveCoherence(
  lists: readonly (readonly string[])[],
  { universe, seed = 1, draws = 9999 }: CoherenceSetting,
): Coherence | null {
  const sets: Lists = lists.map((list) => new Set(list)).filter((set) => set.size > 0)
  if (sets.length < 2) return null
  const themes = Math.max(universe, new Set(sets.flatMap((set) => [...set])).size)
  const kappa = kappaOf(sets, themes)
  return {
    executives: sets.length,
    themes,
    meanShared: meanOverPairs(sets, sharedBy),
    chanceShared: meanOverPairs(sets, (a, b) => (a.size * b.size) / themes),
    meanOverlap: meanOverPairs(sets, overlapOf),
    kappa,
    index: 100 * Math.max(0, kappa),
    word: coherenceInWords(kappa),
    p: overlapByChance(sets, { themes, observed: meanOverPairs(sets, overlapOf), seed, draws }),
    leaveOneOut: leaveOneOut(sets, themes),
    isUneven: new Set(sets.map((set) => set.size)).size > 1,
  }
}

/** Under .2, .4, .6, .8 and from .8 (spec 10). */
export function coherenceInWords(kappa: number): CoherenceWord {
  if (kappa < 0.2) return 'little-more-than-chance'
  if (kappa < 0.4) return 'partial'
  if (kappa < 0.6) return 'moderate'
  return kappa < 0.8 ? 'strong' : 'near-unanimous'
}

/** Shared themes by the shorter list, 0…1; null where one list is empty. */
export function overlapBetween(a: readonly string[], b: readonly string[]): number | null {
  const [first, second] = [new Set(a), new Set(b)]
  return first.size === 0 || second.size === 0 ? null : overlapOf(first, second)
}

// With no theme beyond the lists everyone must agree: identical lists are 1 by definition, and nothing is left for chance.
function kappaOf(sets: Lists, themes: number): number {
  const overlap = meanOverPairs(sets, overlapOf)
  const chance = meanOverPairs(sets, (a, b) => Math.max(a.size, b.size) / themes)
  if (chance >= 1) return overlap === 1 ? 1 : 0
  return (overlap - chance) / (1 - chance)
}

function sharedBy(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.intersection(b).size
}

function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return sharedBy(a, b) / Math.min(a.size, b.size)
}

function meanOverPairs(sets: Lists, of: (a: ReadonlySet<string>, b: ReadonlySet<string>) => number): number {
  return mean(sets.flatMap((a, at) => sets.slice(at + 1).map((b) => of(a, b))))
}

function leaveOneOut(sets: Lists, themes: number): Coherence['leaveOneOut'] {
  if (sets.length < 3) return null
  const kappas = sets.map((_, at) => kappaOf(sets.toSpliced(at, 1), themes))
  return { low: Math.min(...kappas), high: Math.max(...kappas) }
}
