import { toldAtEdge } from './rules.ts'

/**
 * Answers of one atom on two sides, each ordered from the category nearest to the other side outwards.
 * `few` is the side with at most e answers, `many` the other.
 */
export type TwoSides = { readonly few: readonly number[]; readonly many: readonly number[] }

/** `alone`: the atom is large enough for its own distribution to be shown. */
export type Edge = { readonly e: number; readonly alone: boolean }

/**
 * The edge rule of spec 09 on whole categories: 0…e answers on the few side are told as ⌊(e+1)/2⌋.
 * The many side is first cut to the n − e answers that every possible number has in common, then filled up again, so
 * that its shape does not tell the number apart: a member who knows their own answer is left with at least two.
 * Moving single answers between 3 and 4 is not enough: in 28 × 1, 1 × 3, 1 × 4 the lone 4 could exclude a second one,
 * which would have left another trace. Where the atom is shown alone, the few are told as the nearest answer: how
 * strongly they differ would let one of two count the other.
 */
export function adjustEdge({ few, many }: TwoSides, { e, alone }: Edge): TwoSides {
  const told = toldAtEdge(e)
  const found = few.reduce((sum, count) => sum + count, 0)
  const common = takeNearest(many, e - found)
  return {
    few: alone ? few.map((_, at) => (at === 0 ? told : 0)) : tellFew(few, told - found),
    many: addNearest(common, e - told),
  }
}

function tellFew(few: readonly number[], missing: number): readonly number[] {
  return missing < 0 ? takeNearest(few, -missing) : addNearest(few, missing)
}

function takeNearest(counts: readonly number[], surplus: number): readonly number[] {
  let left = surplus
  return counts.map((count) => {
    const taken = Math.min(count, left)
    left -= taken
    return count - taken
  })
}

function addNearest(counts: readonly number[], missing: number): readonly number[] {
  const nearest = Math.max(
    0,
    counts.findIndex((count) => count > 0),
  )
  return counts.map((count, at) => (at === nearest ? count + missing : count))
}
