import { type Asking, type CheckId, closeCheck } from '../../../collection/close.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { chooseItems } from '../items.ts'
import { sealedReader } from './sealed-content.ts'

/** What a check asks, and how its answers are read at the close. */
export const surveyAsking: Asking = {
  itemsOf: (choice) =>
    chooseItems(choice).map(({ code, reversed, pillar, texts }) => ({
      ...{ code, reversed },
      ...(texts === undefined ? {} : { own: { texts, pillar } }),
    })),
  sealedReader,
}

/** Closes at once, without the queue. */
export function closeSurvey(
  deps: Pick<Dependencies, 'db' | 'keys' | 'now' | 'random' | 'translate'>,
  check: CheckId,
): Promise<'closed' | 'not-open'> {
  return closeCheck({ deps, asking: surveyAsking }, check)
}
