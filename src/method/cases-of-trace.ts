import { firstHopRow } from '../domain/leadership-rules.ts'

/** What a first step has to keep, in per cent, and from how many goals on it speaks weakly and clearly. */
export function casesOfTrace() {
  const from = (strength: number) =>
    firstHopRow.supports.find((level) => level.strength === strength)?.from ?? 0
  return { keeps: 100 * firstHopRow.keepsAtMost, one: from(1), two: from(2) }
}
