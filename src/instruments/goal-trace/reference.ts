/** Scored: what will be different, measure and target, by when. */
export const coreElements = ['outcome', 'measure', 'deadline'] as const
export type CoreElement = (typeof coreElements)[number]

/** Shown, not scored: a junior need not know who owns a goal or why it is one now. */
export const besideElements = ['why', 'owner'] as const

export const elements = [...coreElements, ...besideElements] as const
export type Element = (typeof elements)[number]

/** The goal as the top states it; an element is empty when the top never said it. */
export type Reference = Readonly<Record<Element, string>>

/** The core elements that the top has stated: only these can be kept or lost. */
export function scoredElements(reference: Reference): readonly CoreElement[] {
  return coreElements.filter((element) => reference[element].trim() !== '')
}
