import { adjustOptions } from './adjust-options.ts'
import type { ReleasedTable, Side } from './released-table.ts'
import { toldAtEdge } from './rules.ts'

/** What belongs to no theme, or to one that too few of a side share to be named. */
export const otherThemes = 'other'

/** People of one side by the theme of what they wrote, `other` among them; `written` is their sum, 0 where nothing is told. */
export type ThemeCounts = {
  readonly written: number
  readonly counts: Readonly<Record<string, number>>
  readonly answered: number
}

/** Written once, when the codebook is frozen; sides that are shown, each as one group, and the themes named in any. */
export type ReleasedThemes = {
  readonly version: 1
  readonly themes: readonly { readonly id: string; readonly name: string }[]
  readonly sides: Readonly<Partial<Record<Side, ThemeCounts>>>
}

/**
 * `codes` has the theme of each coded text of a side, one a person; `answered` counts everyone of that side, `heard`
 * those of them in whose language enough wrote.
 */
export type SideCoded = {
  readonly side: Side
  readonly answered: number
  readonly heard: number
  readonly codes: readonly string[]
}

/**
 * Counts of themes for whole sides. Every person has one theme, so counts sum to those who wrote, and whatever is left
 * out could be found by subtraction: a theme of e people or fewer is not named in that side and counted as `other`.
 * What nearly all say is told as line of sight is; how many wrote is told at the edge of how many are heard (spec 09):
 * whose language is too small for its texts may be known, and is not silent.
 */
export function releaseThemes(
  table: ReleasedTable,
  themes: ReleasedThemes['themes'],
  sides: readonly SideCoded[],
): ReleasedThemes {
  const told = sides.map((side) => [side.side, countThemes(table, themes, side)] as const)
  const named = new Set(told.flatMap(([, { counts }]) => Object.keys(counts)))
  return {
    version: 1,
    themes: themes.filter(({ id }) => named.has(id)).map(({ id, name }) => ({ id, name })),
    sides: Object.fromEntries(told),
  }
}

function countThemes(
  { rule }: ReleasedTable,
  themes: ReleasedThemes['themes'],
  { answered, heard, codes }: SideCoded,
): ThemeCounts {
  const { e } = rule
  // At the edge the number told may stand for as few as this; else only the silent would know that it cannot.
  if (Math.min(codes.length, heard - e) < rule.texts) return { written: 0, counts: {}, answered }
  const silent = heard - codes.length
  const common = takeFromLargest(countByTheme(themes, codes), Math.max(0, e - silent))
  const all = nameThemes(common, e)
  const counts = silent <= e ? addToLargest(all, e - toldAtEdge(e)) : all
  const written = silent <= e ? heard - toldAtEdge(e) : codes.length
  const options = counts.map(([id]) => id)
  const edge = { e, alone: written >= rule.detail }
  return { written, counts: adjustOptions(Object.fromEntries(counts), options, edge), answered }
}

type Counts = readonly (readonly [theme: string, people: number])[]

function countByTheme(themes: ReleasedThemes['themes'], codes: readonly string[]): Counts {
  const people = themes.map(({ id }) => [id, codes.filter((code) => code === id).length] as const)
  return [[otherThemes, codes.length - total(people)], ...people]
}

function nameThemes([other, ...themes]: Counts, e: number): Counts {
  const named = themes.filter(([, people]) => people > e)
  const unnamed = themes.filter(([, people]) => people <= e)
  return [[otherThemes, (other?.[1] ?? 0) + total(unnamed)], ...named]
}

// What all numbers of silent people up to e have in common, and everything told is made of it: taken one by one, so
// that it is the same whichever of two equal themes would have been the larger.
function takeFromLargest(counts: Counts, people: number): Counts {
  return people === 0 ? counts : takeFromLargest(addToLargest(counts, -1), people - 1)
}

function addToLargest(counts: Counts, people: number): Counts {
  const most = Math.max(...counts.map(([, count]) => count))
  const largest = counts.findIndex(([, count]) => count === most)
  return counts.map(([id, count], at) => [id, at === largest ? count + people : count] as const)
}

function total(counts: Counts): number {
  return counts.reduce((sum, [, people]) => sum + people, 0)
}
