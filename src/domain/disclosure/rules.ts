import type { DisclosureRule, Profile } from './released-table.ts'

/** The two profiles of spec 09; a check may choose stricter numbers, never weaker ones. */
export const disclosureRules: Readonly<Record<Profile, DisclosureRule>> = {
  standard: { k: 5, e: 2, detail: 30, texts: 10 },
  strict: { k: 10, e: 3, detail: 100, texts: 15 },
}

/** Answers by open link form one group, shown from this many on under either profile (spec 09). */
export const smallestOpenGroup = 30

/** Leaders' mean estimate is written from this many leaders on (spec 09). */
export const fewestEstimates = 3

/** The number a figure within e of an end is told as: the middle of 0…e. */
export function toldAtEdge(e: number): number {
  return Math.floor((e + 1) / 2)
}
