import type { Message } from '../../domain/message.ts'
import type { Mark } from './marks.ts'
import type { Element, Reference } from './reference.ts'

/** A mark that the text speaks for and what in the text does; the person decides. */
export type MarkSuggestion = { readonly element: Element; readonly mark: Mark; readonly because: Message }

export type Suggested = Omit<MarkSuggestion, 'element'>

/** What is compared: the reference and a restatement, in one of these languages, the likeliest first. */
export type Restated = {
  readonly reference: Reference
  readonly said: string
  readonly languages: readonly string[]
}
