import { type Day, dayAt, endOfDay } from '../../domain/day.ts'
import type { Profile } from '../../domain/disclosure/released-table.ts'
import type { ItemChoice } from '../../domain/item-choice.ts'
import { type Message, message } from '../../domain/message.ts'
import { coreItems, optionalItems } from '../../instruments/clarity-survey/items.ts'
import type { Priority } from '../queries.ts'
import { priorityFields, type TypedSetUp } from './forms.ts'
import { judgeOwnItems, readOwnItems, type Surroundings } from './own-statements.ts'

/** What a draft says, as it is stored. */
export type SetUp = ItemChoice & {
  readonly name: string
  readonly opensOn: Day
  /** 23:59 of the last day in the organisation's time zone. */
  readonly closesAt: Date
  readonly resultsOn: Day
  readonly resultsTo: string
  readonly runBy: string
  readonly profile: Profile
  readonly hasOpenLink: boolean
  readonly languages: readonly string[]
  readonly priorities: readonly Priority[]
}

export type SetUpResult =
  | { readonly outcome: 'read'; readonly setUp: SetUp }
  | { readonly outcome: 'refused'; readonly errors: Readonly<Record<string, Message>> }

export type Circumstances = {
  readonly timeZone: string
  readonly now: Date
  /** Everything that was typed by field: boxes and own statements are no fixed set of fields. */
  readonly typed: Readonly<Record<string, string>>
  readonly locales: readonly string[]
  readonly surroundings: Surroundings
}

/** Judges what no single field can: the order of the dates, and that something is asked in some language. */
export function readSetUp(typed: TypedSetUp, given: Circumstances): SetUpResult {
  const languages = tickedOf('language', given.locales, given)
  const wrongOwn = judgeOwnItems(given.typed, languages, given.surroundings)
  const errors = { ...wrongDates(typed, given), ...missingChoices(given), ...wrongOwn }
  if (Object.keys(errors).length > 0) return { outcome: 'refused', errors }
  const { name, opensOn, resultsOn, resultsTo, runBy, profile } = typed
  return {
    outcome: 'read',
    setUp: {
      ...{ name, opensOn, resultsOn, resultsTo, runBy, profile },
      hasOpenLink: typed.openLink === 'yes',
      closesAt: endOfDay(typed.closesOn, given.timeZone),
      languages,
      droppedItems: coreCodes.filter((code) => given.typed[`item-${code}`] !== 'yes'),
      bankItems: tickedOf('bank', bankCodes, given),
      isPulse: typed.pulse === 'yes',
      ownItems: readOwnItems(given.typed, languages),
      priorities: prioritiesOf(typed),
    },
  }
}

export const coreCodes = coreItems.map((item) => item.code)
export const pulseCodes = coreItems.filter((item) => item.pulse).map((item) => item.code)
export const bankCodes = optionalItems.map((item) => item.code)

function wrongDates(typed: TypedSetUp, { timeZone, now }: Circumstances): Record<string, Message> {
  const today = dayAt(now, timeZone)
  const errors: Record<string, Message> = {}
  if (typed.resultsOn <= typed.closesOn) errors.resultsOn = message('checks.error.results-early')
  if (typed.closesOn < typed.opensOn) errors.closesOn = message('checks.error.closes-early')
  if (typed.closesOn < today) errors.closesOn = message('checks.error.closes-past')
  return errors
}

function missingChoices(given: Circumstances): Record<string, Message> {
  const errors: Record<string, Message> = {}
  const offered = given.typed.pulse === 'yes' ? pulseCodes : coreCodes
  if (tickedOf('item', offered, given).length === 0) errors.items = message('checks.error.items')
  if (tickedOf('language', given.locales, given).length === 0)
    errors.languages = message('checks.error.languages')
  return errors
}

function tickedOf(field: string, codes: readonly string[], { typed }: Circumstances): readonly string[] {
  return codes.filter((code) => typed[`${field}-${code}`] === 'yes')
}

function prioritiesOf(typed: TypedSetUp): readonly Priority[] {
  const texts = priorityFields.map((field) => typed[field]).filter((text) => text !== '')
  return [...new Set(texts)].map((text, at) => ({ id: `p${at + 1}`, text }))
}
