import type { OwnItem } from './own-item.ts'

/** Which statements a check asks; frozen with it at opening. */
export type ItemChoice = {
  readonly droppedItems: readonly string[]
  readonly bankItems: readonly string[]
  /** Of the core only the short monthly set, whatever else is dropped. */
  readonly isPulse: boolean
  readonly ownItems: readonly OwnItem[]
}
