import { type CheckId, closeCheck, type ItemsOf } from '../../../collection/close.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { chooseItems } from '../items.ts'

/** The items of a check as its answers have them. */
export const itemsAsked: ItemsOf = ({ droppedItems, bankItems }) =>
  chooseItems({ dropped: droppedItems, added: bankItems }).map(({ code, reversed }) => ({ code, reversed }))

/** Closes at once, without the queue. */
export function closeSurvey(
  deps: Pick<Dependencies, 'db' | 'now' | 'random' | 'translate'>,
  check: CheckId,
): Promise<'closed' | 'not-open'> {
  return closeCheck({ deps, itemsOf: itemsAsked }, check)
}
