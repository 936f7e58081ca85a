/** What the workshop ends in: at most three, each with an owner and a measure of success. */
export type AgreedPriority = {
  readonly place: number
  readonly text: string
  readonly owner: string
  readonly measure: string
}

/** Put off on purpose; `statement` where it goes back to something an executive wrote. */
export type NotNow = { readonly place: number; readonly text: string; readonly statement: string | null }

/** What the workshop has led to so far; `decided` by the key of the decision. */
export type Workshop = {
  readonly agreed: readonly AgreedPriority[]
  readonly notNow: readonly NotNow[]
  readonly decided: readonly string[]
}

export const mostAgreed = 3
