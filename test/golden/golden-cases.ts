import golden from './statistics.json' with { type: 'json' }

type Case = (typeof golden.cases)[number]

/** The golden cases whose id begins with a prefix; throws when there is none, so that a lost case is noticed. */
export function goldenCases<Input, Expected>(prefix: string): readonly { id: string; input: Input; expected: Expected }[] {
  const found = golden.cases.filter((one: Case) => one.id.startsWith(prefix))
  if (found.length === 0) throw new Error(`No golden case begins with ${prefix}`)
  return found as unknown as readonly { id: string; input: Input; expected: Expected }[]
}

/** Equal within a tolerance; null only equals null. */
export function isClose(found: number | null, expected: number | null, tolerance = 1e-9): boolean {
  if (found === null || expected === null) return found === expected
  return Math.abs(found - expected) <= tolerance
}
