/** A seeded source of chance: the same seed tells the same story. Numbers from 0 up to 1 (mulberry32, T. Ettinger 2017). */
export type Draw = () => number

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of the options, each as likely as its weight says. */
export function choose<T>(draw: Draw, options: readonly (readonly [T, number])[]): T {
  const total = options.reduce((sum, [, weight]) => sum + weight, 0)
  let left = draw() * total
  for (const [option, weight] of options) {
    left -= weight
    if (left < 0) return option
  }
  const last = options.at(-1)
  if (last === undefined) throw new RangeError('There is nothing to choose from.')
  return last[0]
}

export function oneOf<T>(draw: Draw, options: readonly T[]): T {
  return choose(
    draw,
    options.map((option) => [option, 1] as const),
  )
}

export function shuffled<T>(draw: Draw, values: readonly T[]): T[] {
  return values
    .map((value) => [draw(), value] as const)
    .sort(([left], [right]) => left - right)
    .map(([, value]) => value)
}
