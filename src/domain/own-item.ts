import type { Pillar } from './evidence.ts'

/**
 * A statement that an organisation adds to one check, in its own words by language. It stands beside the instrument: it
 * counts in no pillar, symptom area, evidence or overall figure, and is shown for large groups only (spec 09).
 */
export type OwnItem = {
  readonly code: string
  readonly texts: Readonly<Record<string, string>>
  readonly pillar: Pillar
  readonly reversed: boolean
}

export const mostOwnItems = 5

/** X1, X2 …: the codes of no core item and of none from the bank. */
export function isOwnCode(code: string): boolean {
  return /^X\d/.test(code)
}

/** The words in this language, or in the first that there is. */
export function ownText({ texts }: Pick<OwnItem, 'texts'>, language?: string): string {
  return texts[language ?? ''] ?? Object.values(texts)[0] ?? ''
}
