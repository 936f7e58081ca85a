import { dayAt } from '../../domain/day.ts'
import { priorityFields } from './forms.ts'
import { typedOwnItems } from './own-statements.ts'
import { bankCodes, coreCodes, type SetUp } from './read-set-up.ts'

/** A set-up as its form would hold it: texts by field, ticked boxes as "yes". */
export function typedSetUp(setUp: SetUp, timeZone: string): Record<string, string> {
  const asked = coreCodes.filter((code) => !setUp.droppedItems.includes(code))
  return {
    name: setUp.name,
    opensOn: setUp.opensOn,
    closesOn: dayAt(setUp.closesAt, timeZone),
    resultsOn: setUp.resultsOn,
    resultsTo: setUp.resultsTo,
    runBy: setUp.runBy,
    profile: setUp.profile,
    ...(setUp.hasOpenLink ? { openLink: 'yes' } : {}),
    ...(setUp.isPulse ? { pulse: 'yes' } : {}),
    ...ticks('language', setUp.languages),
    ...ticks('item', asked),
    ...ticks('bank', setUp.bankItems),
    ...typedOwnItems(setUp.ownItems),
    ...Object.fromEntries(priorityFields.map((field, at) => [field, setUp.priorities[at]?.text ?? ''])),
  }
}

/** The page's lists of boxes, ticked as typed. */
export function boxesOf(typed: Readonly<Record<string, string>>, locales: readonly string[]) {
  const box = (field: string) => (code: string) => ({
    code,
    name: `${field}-${code}`,
    isTicked: typed[`${field}-${code}`] === 'yes',
  })
  return {
    languages: locales.map(box('language')),
    items: coreCodes.map(box('item')),
    bank: bankCodes.map(box('bank')),
  }
}

function ticks(field: string, codes: readonly string[]): Record<string, string> {
  return Object.fromEntries(codes.map((code) => [`${field}-${code}`, 'yes']))
}
