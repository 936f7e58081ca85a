import { dayAfter, dayAt, endOfDay, type Quarter, quarterOf } from '../../domain/day.ts'
import type { OwnItem } from '../../domain/own-item.ts'
import type { SetUp } from './read-set-up.ts'

const daysOpen = 14
const daysToResults = 14

/** A first set-up to start from: this quarter, two weeks to answer from today, results two weeks later, what was agreed and added last. */
export function suggestSetUp(given: {
  readonly now: Date
  readonly timeZone: string
  readonly runBy: string
  readonly locales: readonly string[]
  readonly nameQuarter: (quarter: Quarter) => string
  /** What the leadership agreed on in an earlier check. */
  readonly agreed: readonly string[]
  /** What the organisation added to its last check. */
  readonly ownItems: readonly OwnItem[]
}): SetUp {
  const today = dayAt(given.now, given.timeZone)
  const closesOn = dayAfter(today, daysOpen)
  return {
    name: given.nameQuarter(quarterOf(today)),
    opensOn: today,
    closesAt: endOfDay(closesOn, given.timeZone),
    resultsOn: dayAfter(closesOn, daysToResults),
    resultsTo: '',
    runBy: given.runBy,
    profile: 'standard',
    hasOpenLink: false,
    languages: given.locales,
    droppedItems: [],
    bankItems: [],
    isPulse: false,
    ownItems: given.ownItems,
    priorities: given.agreed.map((text, at) => ({ id: `p${at + 1}`, text })),
  }
}
