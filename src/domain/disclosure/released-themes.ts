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

/** `codes` has the theme of each coded text of a side, one a person; `answered` counts everyone of that side. */
export type SideCoded = { readonly side: Side; readonly answered: number; readonly codes: readonly string[] }

/**
 * Counts of themes for whole sides. Every person has one theme, so counts sum to those who wrote, and whatever is left
 * out could be found by subtraction: a theme of e people or fewer is not named in that side and counted as `other`.
 * What nearly all say is told as line of sight is; how many wrote is told at the edge of how many answered (spec 09).
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
  { answered, codes }: SideCoded,
): ThemeCounts {
  const { e } = rule
  if (codes.length < rule.texts) return { written: 0, counts: {}, answered }
  const people = themes.map(({ id }) => [id, codes.filter((code) => code === id).length] as const)
  const named = people.filter(([, count]) => count > e)
  const other = codes.length - named.reduce((sum, [, count]) => sum + count, 0)
  const all = Object.fromEntries([[otherThemes, other], ...named])
  const isAlone = codes.length >= rule.detail
  const adjusted = adjustOptions(all, [otherThemes, ...named.map(([id]) => id)], { e, alone: isAlone })
  const written = codes.length >= answered - e ? answered - toldAtEdge(e) : codes.length
  return { written, counts: withMost(adjusted, written - codes.length), answered }
}

// The largest has room for what the number of those who wrote is moved by.
function withMost(counts: ThemeCounts['counts'], moved: number): ThemeCounts['counts'] {
  const [largest] = Object.entries(counts).toSorted(([, a], [, b]) => b - a)
  return largest === undefined ? counts : { ...counts, [largest[0]]: largest[1] + moved }
}
