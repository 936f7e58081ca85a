import type { Contribution } from '../domain/evidence.ts'
import type { ListedInstrument } from '../instruments/catalogue.ts'

/** What each instrument stored for a check, by its code; an instrument that is missing was not run. */
export type StoredResults = ReadonlyMap<string, unknown>

export function contributionsOf(
  instruments: readonly ListedInstrument[],
  stored: StoredResults,
): readonly Contribution[] {
  return instruments
    .filter((instrument) => stored.has(instrument.code))
    .map((instrument) => instrument.contribute(stored.get(instrument.code)))
}
