import { type Hidden, isHidden, type OptionWord } from '../../domain/disclosure/read-released.ts'
import { readThemes, type SideThemes } from '../../domain/disclosure/read-themes.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable, Side } from '../../domain/disclosure/released-table.ts'
import { otherThemes, type ReleasedThemes } from '../../domain/disclosure/released-themes.ts'

export type ObstacleSide = { readonly side: Side; readonly themes: Released<SideThemes> }

/** What people say is in the way: sides that may be told, and themes by how many staff share them, the rest last. */
export type Obstacles = {
  readonly sides: readonly ObstacleSide[]
  /** `name` is null for what is in no theme that may be named. */
  readonly rows: readonly { readonly id: string; readonly name: string | null }[]
}

const order: readonly Side[] = ['staff', 'leadership', 'open']

/** Null until the codebook is frozen, and where too few wrote something on every side. */
export function obstaclesOf(
  table: ReleasedTable,
  released: ReleasedThemes | null | undefined,
): Obstacles | null {
  if (released === null || released === undefined) return null
  const sides = order.flatMap((side): ObstacleSide[] => {
    const themes: Released<SideThemes> | Hidden = readThemes(table, released, side)
    return isHidden(themes) ? [] : [{ side, themes }]
  })
  const [first] = sides
  if (first === undefined) return null
  const named = released.themes
    .map(({ id, name }) => ({ id, name, weight: weightOf(first.themes, id) }))
    .toSorted((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1))
    .map(({ id, name }) => ({ id, name }))
  const isOther = sides.some(({ themes }) => toldOf(themes, otherThemes) !== 0)
  return { sides, rows: isOther ? [...named, { id: otherThemes, name: null }] : named }
}

/** A theme of one side: its share of those who wrote, 0…1, or a word; few where it is not told apart. */
export function toldOf(themes: SideThemes, id: string): number | OptionWord {
  if (themes.kind === 'words') return themes.words[id] ?? 'few'
  const count = themes.counts[id]
  return count === undefined ? 'few' : count / themes.written
}

const words: readonly OptionWord[] = ['few', 'some', 'most', 'nearly-all']

function weightOf(themes: SideThemes, id: string): number {
  const told = toldOf(themes, id)
  return typeof told === 'number' ? told : words.indexOf(told) / words.length
}
