import type { Element } from './reference.ts'

export const marks = ['kept', 'fuzzy', 'changed', 'missing'] as const
export type Mark = (typeof marks)[number]

/** One person's marks; an element without a mark has not been judged yet. */
export type MarkSheet = Readonly<Partial<Record<Element, Mark>>>

/** Kept 1, fuzzy ½, changed or missing 0 (spec 10). */
export const credits: Readonly<Record<Mark, number>> = { kept: 1, fuzzy: 0.5, changed: 0, missing: 0 }
