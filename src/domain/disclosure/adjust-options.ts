import type { Edge } from './adjust-edge.ts'
import { adjustEdge } from './adjust-edge.ts'

export type OptionCounts = Readonly<Record<string, number>>

/** Choices of line of sight beside the priorities themselves; "can't say" comes first where a choice must be made up. */
export const cantSay = 'cant-say'
export const noneOfThem = 'none'

/**
 * The edge rule on one atom's line of sight (each person one option): when all but at most e chose the same one, it is
 * told as n − ⌊(e+1)/2⌋ and the rest goes to the others as the edge rule says. Other counts stay, so they sum to n.
 * An only choice is all of n, told as such: no others could take the rest. Small counts need no blur of their own: as
 * long as e people chose otherwise, nobody's choice is proven by them; below `detail` they are only ever told in words,
 * where 0…e are one word.
 */
export function adjustOptions(counts: OptionCounts, options: readonly string[], edge: Edge): OptionCounts {
  const all = options.map((option) => counts[option] ?? 0)
  const answered = all.reduce((sum, count) => sum + count, 0)
  const shared = options.find((_, at) => answered - (all[at] ?? 0) <= edge.e)
  const isOnlyChoice = options.length === 1
  if (shared === undefined || isOnlyChoice)
    return Object.fromEntries(options.map((option, at) => [option, all[at] ?? 0]))
  const others = inOrder(options.filter((option) => option !== shared))
  const few = others.map((option) => counts[option] ?? 0)
  const told = adjustEdge({ few, many: [counts[shared] ?? 0] }, edge)
  const rest = others.map((option, at) => [option, told.few[at] ?? 0] as const)
  return Object.fromEntries([[shared, told.many[0] ?? 0], ...rest])
}

function inOrder(options: readonly string[]): readonly string[] {
  const first = [cantSay, noneOfThem].filter((option) => options.includes(option))
  return [...first, ...options.filter((option) => !first.includes(option))]
}
