import type { Link } from './chain.ts'
import type { MarkSheet } from './marks.ts'
import type { Reference } from './reference.ts'

/** What somebody's week has to do with the goal: a stated connection, none, or work for something else. */
export const connections = ['stated', 'none', 'other'] as const
export type Connection = (typeof connections)[number]

export type Interview = Link & {
  readonly said: string
  readonly work: string
  readonly connection: Connection | null
  readonly marks: MarkSheet
  /** Ticked by the interviewee; without it nothing of the wording may be shown. */
  readonly mayQuote: boolean
  /** Stated the reference: to hear it from this person again is no hop. */
  readonly isSource: boolean
}

export type TracedGoal = {
  readonly id: string
  readonly name: string
  readonly reference: Reference
  readonly interviews: readonly Interview[]
}
