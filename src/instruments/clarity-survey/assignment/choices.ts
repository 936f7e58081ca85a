/** Beside the agreed priorities a text may be none of them, or too vague to tell; neither counts as a priority named. */
export const noneOfThem = 'none'
export const cannotTell = 'unclear'

/** Of one text: the id of an agreed priority, `none` or `unclear`. */
export type Choice = string

export type Assignments = ReadonlyMap<string, Choice>

/** What a coder may choose in a check, in the order of the number keys. */
export function choicesOf(priorities: readonly { readonly id: string }[]): readonly Choice[] {
  return [...priorities.map((priority) => priority.id), noneOfThem, cannotTell]
}
