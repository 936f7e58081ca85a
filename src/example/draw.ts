import type { Draw } from '../domain/draw.ts'

export { type Draw, drawFrom } from '../domain/draw.ts'

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
