import { drawFrom } from '../draw.ts'

type Given = {
  readonly themes: number
  readonly observed: number
  readonly seed: number
  readonly draws: number
}

const rounding = 1e-9

/**
 * p of a mean overlap as large as observed when each executive draws as many of the themes as listed, uniformly:
 * (b + 1)/(B + 1). Davison & Hinkley 1997.
 */
export function overlapByChance(
  sets: readonly ReadonlySet<string>[],
  { themes, observed, seed, draws }: Given,
): number {
  const draw = drawFrom(seed)
  const sizes = sets.map((set) => set.size)
  const weights = sizes.map((size) => sizes.map((other) => 1 / Math.min(size, other)))
  const pairs = (sizes.length * (sizes.length - 1)) / 2
  let atLeast = 0
  for (let round = 0; round < draws; round += 1) {
    if (randomOverlap(sizes, weights, { themes, draw }) / pairs >= observed - rounding) atLeast += 1
  }
  return (atLeast + 1) / (draws + 1)
}

function randomOverlap(
  sizes: readonly number[],
  weights: readonly (readonly number[])[],
  { themes, draw }: { readonly themes: number; readonly draw: () => number },
): number {
  const holders: number[][] = Array.from({ length: themes }, () => [])
  let overlap = 0
  for (const [executive, size] of sizes.entries()) {
    for (const theme of pick(size, themes, draw)) {
      for (const other of holders[theme] ?? []) overlap += weights[executive]?.[other] ?? 0
      holders[theme]?.push(executive)
    }
  }
  return overlap
}

// Floyd 1987: as many draws as things wanted.
function pick(wanted: number, from: number, draw: () => number): ReadonlySet<number> {
  const picked = new Set<number>()
  for (let last = from - wanted; last < from; last += 1) {
    const one = Math.floor(draw() * (last + 1))
    picked.add(picked.has(one) ? last : one)
  }
  return picked
}
