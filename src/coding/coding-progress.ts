import { type Draw, drawFrom } from '../domain/draw.ts'
import { type CodedText, type Coder, type Coding, noTheme } from './coding.ts'

export type CodingProgress = { readonly coded: number; readonly of: number }

export function codingProgress({ texts, codes }: Coding, coder: Coder): CodingProgress {
  return { coded: texts.filter(({ id }) => id in codes[coder]).length, of: texts.length }
}

/**
 * How far the lead followed the machine: of the suggestions with two texts or more, the texts that are where most of their
 * suggestion is. For the method page; the suggestions themselves stay as they were.
 */
export function followedSuggestions({ suggestions, codes }: Coding): CodingProgress {
  const groups = suggestions.map(({ statements }) => statements).filter(({ length }) => length > 1)
  const kept = groups.map((texts) => {
    const themes = texts.flatMap((id) => codes.lead[id] ?? []).filter((theme) => theme !== noTheme)
    const sizes = [...Map.groupBy(themes, (theme) => theme).values()].map(({ length }) => length)
    return Math.max(0, ...sizes)
  })
  return { coded: kept.reduce((sum, count) => sum + count, 0), of: groups.flat().length }
}

/** An order that tells nothing about authors, the same on every visit with the same seed. */
export function blindOrder(texts: readonly CodedText[], seed: number): readonly CodedText[] {
  const draw: Draw = drawFrom(seed)
  return texts
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((text) => [draw(), text] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, text]) => text)
}
