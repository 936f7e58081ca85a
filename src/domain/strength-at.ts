import type { Strength } from './evidence.ts'
import type { Level } from './evidence-rules.ts'

/** The strength of the level in which a whole figure lies, both ends included; null outside all of them. */
export function strengthAt(levels: readonly Level[], figure: number): Strength | null {
  return levels.find(({ from, to }) => figure >= from && figure <= to)?.strength ?? null
}
