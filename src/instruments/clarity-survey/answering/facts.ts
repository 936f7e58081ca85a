import type { AskedCheck } from '../../../collection/check-queries.ts'
import { contractOf, type HashedContract } from '../../../domain/anonymity-contract.ts'
import { disclosureRules } from '../../../domain/disclosure/rules.ts'
import type { Message } from '../../../domain/message.ts'
import { formatDateTime } from '../../../web/helpers.ts'
import { pseudoLocale } from '../../../web/i18n.ts'

/** What every respondent's page says of the check it belongs to. */
export function headOf(check: AskedCheck, say: (text: Message) => string) {
  const rest = say({ key: 'answering.masthead', values: { check: check.name } })
  return { masthead: { name: check.organisation, rest }, isTrial: check.isTrial }
}

export function factsOf(check: AskedCheck, locale: string) {
  return {
    publicId: check.publicId,
    organisation: check.organisation,
    runBy: check.runBy,
    resultsOn: check.resultsOn,
    resultsTo: check.resultsTo,
    deadline: formatDateTime(locale, check.closesAt, check.timeZone),
  }
}

/** The promise that holds for this check; checks opened before promises were kept give the one they showed. */
export function contractOfAsked(check: AskedCheck): HashedContract {
  const { profile, resultsTo: viewers, runBy, isTrial } = check
  const protocol = isTrial ? 'trial' : 'sealed'
  return check.contract ?? contractOf({ profile, rule: disclosureRules[profile], viewers, runBy, protocol })
}

/** The reader's language where the check is offered in it, else the check's first. */
export function languageFor(check: AskedCheck, wanted: string): string {
  if (wanted === pseudoLocale || check.languages.includes(wanted)) return wanted
  return check.languages[0] ?? wanted
}
