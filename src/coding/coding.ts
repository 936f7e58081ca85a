import type { ThemeSuggestion } from '../domain/text/suggest-themes.ts'

/** What a coder sees: the text, which question it answers and how often it was written; never its author. */
export type CodedText = {
  readonly id: string
  readonly text: string
  readonly question: string
  readonly times?: number
}

export type Theme = { readonly id: string; readonly name: string }

/** Where themes are given from the start, `theme` is the one that the statements seem to mean; null for none. */
export type Suggestion = ThemeSuggestion & { readonly theme?: string | null }

/** The lead builds the codebook and codes; the second codes the same texts with it, without seeing the lead's codes. */
export const coders = ['lead', 'second'] as const
export type Coder = (typeof coders)[number]

/** A text that belongs to no theme, as opposed to one that has not been coded yet. */
export const noTheme = 'none'

/** Theme ids, or `noTheme`, by text id. */
export type Codes = Readonly<Record<string, string>>

/**
 * Where a coding starts from. The machine's suggestions stay beside what people decide. With `themes` the codebook is
 * given and only codes are decided. `isForgotten`: the texts were deleted on their day, and what is left is who coded what.
 */
export type CodingStart = {
  readonly texts: readonly CodedText[]
  readonly suggestions: readonly Suggestion[]
  readonly themes?: readonly Theme[]
  readonly isForgotten?: boolean
}

/** `isCompared`: the second coder has coded everything and is done, so that both may look at the differences. */
export type Coding = CodingStart & {
  readonly themes: readonly Theme[]
  readonly codes: Readonly<Record<Coder, Codes>>
  readonly isFrozen: boolean
  readonly isCompared: boolean
}

/**
 * One step of a coder. Ids of new themes come from outside: this is pure. `accept` takes some texts of a suggestion, all
 * where none are named; `add` may take texts along. `finish` is the second coder's word that they are done.
 */
export type Step =
  | {
      readonly kind: 'accept'
      readonly suggestion: number
      readonly theme: Theme
      readonly texts?: readonly string[]
    }
  | { readonly kind: 'add'; readonly theme: Theme; readonly texts?: readonly string[] }
  | { readonly kind: 'assign'; readonly texts: readonly string[]; readonly theme: string | null }
  | { readonly kind: 'merge'; readonly themes: readonly string[]; readonly into: string }
  | {
      readonly kind: 'split'
      readonly theme: string
      readonly texts: readonly string[]
      readonly into: Theme
    }
  | { readonly kind: 'rename'; readonly theme: string; readonly name: string }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'finish' }

/** `undo` takes back the coder's last step that still stands. */
export type CodingEvent = { readonly coder: Coder } & (Step | { readonly kind: 'undo' })

export function startCoding(start: CodingStart): Coding {
  return {
    ...start,
    themes: start.themes ?? [],
    codes: { lead: {}, second: {} },
    isFrozen: false,
    isCompared: false,
  }
}

/** Whether the codebook was given from the start. */
export function isGiven({ themes }: CodingStart): boolean {
  return themes !== undefined
}
