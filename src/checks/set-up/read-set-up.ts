import { type Day, dayAt, endOfDay } from '../../domain/day.ts'
import type { Profile } from '../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../domain/message.ts'
import { coreItems, optionalItems } from '../../instruments/clarity-survey/items.ts'
import type { Priority } from '../queries.ts'
import { priorityFields, type TypedSetUp } from './forms.ts'

/** What a draft says, as it is stored. */
export type SetUp = {
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
  readonly droppedItems: readonly string[]
  readonly bankItems: readonly string[]
  readonly priorities: readonly Priority[]
}

export type SetUpResult =
  | { readonly outcome: 'read'; readonly setUp: SetUp }
  | { readonly outcome: 'refused'; readonly errors: Readonly<Record<string, Message>> }

export type Circumstances = {
  readonly timeZone: string
  readonly now: Date
  /** Ticked boxes by their field's name. */
  readonly ticked: ReadonlySet<string>
  readonly locales: readonly string[]
}

/** Judges what no single field can: the order of the dates, and that something is asked in some language. */
export function readSetUp(typed: TypedSetUp, given: Circumstances): SetUpResult {
  const errors = { ...wrongDates(typed, given), ...missingChoices(given) }
  if (Object.keys(errors).length > 0) return { outcome: 'refused', errors }
  const { name, opensOn, resultsOn, resultsTo, runBy, profile } = typed
  return {
    outcome: 'read',
    setUp: {
      ...{ name, opensOn, resultsOn, resultsTo, runBy, profile },
      hasOpenLink: typed.openLink === 'yes',
      closesAt: endOfDay(typed.closesOn, given.timeZone),
      languages: tickedOf('language', given.locales, given),
      droppedItems: coreCodes.filter((code) => !given.ticked.has(`item-${code}`)),
      bankItems: tickedOf('bank', bankCodes, given),
      priorities: prioritiesOf(typed),
    },
  }
}

export const coreCodes = coreItems.map((item) => item.code)
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
  if (tickedOf('item', coreCodes, given).length === 0) errors.items = message('checks.error.items')
  if (tickedOf('language', given.locales, given).length === 0)
    errors.languages = message('checks.error.languages')
  return errors
}

function tickedOf(field: string, codes: readonly string[], { ticked }: Circumstances): readonly string[] {
  return codes.filter((code) => ticked.has(`${field}-${code}`))
}

function prioritiesOf(typed: TypedSetUp): readonly Priority[] {
  const texts = priorityFields.map((field) => typed[field]).filter((text) => text !== '')
  return [...new Set(texts)].map((text, at) => ({ id: `p${at + 1}`, text }))
}
