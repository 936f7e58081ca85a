import type { ThemeSuggestion } from '../domain/text/suggest-themes.ts'

/** What a coder sees: the text and which question it answers, never its author. */
export type CodedText = { readonly id: string; readonly text: string; readonly question: string }

export type Theme = { readonly id: string; readonly name: string }

/** The lead builds the codebook and codes; the second codes the same texts with it, without seeing the lead's codes. */
export const coders = ['lead', 'second'] as const
export type Coder = (typeof coders)[number]

/** A text that belongs to no theme, as opposed to one that has not been coded yet. */
export const noTheme = 'none'

/** Theme ids, or `noTheme`, by text id. */
export type Codes = Readonly<Record<string, string>>

/** Where a coding starts from. The machine's suggestions stay beside what people decide. */
export type CodingStart = {
  readonly texts: readonly CodedText[]
  readonly suggestions: readonly ThemeSuggestion[]
}

export type Coding = CodingStart & {
  readonly themes: readonly Theme[]
  readonly codes: Readonly<Record<Coder, Codes>>
  readonly isFrozen: boolean
}

/** One step of a coder. Ids of new themes come from outside: this is pure. */
export type Step =
  | { readonly kind: 'accept'; readonly suggestion: number; readonly theme: Theme }
  | { readonly kind: 'add'; readonly theme: Theme }
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

/** `undo` takes back the coder's last step that still stands. */
export type CodingEvent = { readonly coder: Coder } & (Step | { readonly kind: 'undo' })

export function startCoding(start: CodingStart): Coding {
  return { ...start, themes: [], codes: { lead: {}, second: {} }, isFrozen: false }
}
