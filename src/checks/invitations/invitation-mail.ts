import { type LinkOf, linkToken, typedCode } from '../../collection/link.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import { type ComposedMail, composeMail, invitationLetter } from '../../mail/compose-mail.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { formatDateTime, formatDay } from '../../web/helpers.ts'
import type { CheckRecord } from '../queries.ts'
import { sayZone } from '../say-dates.ts'

export type MailOrder = {
  readonly kind: 'invitation' | 'reminder'
  readonly personName: string
  readonly language: string
  readonly link: LinkOf
}

type Deps = Pick<Dependencies, 'config' | 'keys' | 'translate'>

/** Writes one person's mail; the link is made anew from the key each time, so it is stored nowhere. */
export function invitationMail(deps: Deps, check: CheckRecord, order: MailOrder): ComposedMail {
  return writeMail(deps, check, {
    ...order,
    address: linkOf(deps, check, order.link),
    code: typedCode(deps.keys, order.link),
    words: check.directoryWords?.replaceAll('-', ' ') ?? null,
  })
}

/** The same letter before there are links: with places where each person's own will stand. */
export function sampleMail(deps: Deps, check: CheckRecord, personName: string): ComposedMail {
  const say = (key: string) => deps.translate.say(check.languages[0] ?? 'en', { key })
  const address = `${entranceOf(deps, check)}#${say('checks.sign-off.sample-link')}`
  const language = check.languages[0] ?? 'en'
  const code = say('checks.sign-off.sample-code')
  const words = check.isTrial ? null : say('checks.sign-off.sample-words')
  return writeMail(deps, check, { kind: 'invitation', personName, language, address, code, words })
}

/** One person's way in: the secret, and the words by which the script knows the check's keys. */
export function linkOf(
  deps: Pick<Dependencies, 'config' | 'keys'>,
  check: CheckRecord,
  link: LinkOf,
): string {
  return `${entranceOf(deps, check)}#${linkToken(deps.keys, link)}${wordsIn(check)}`
}

/** The same without a secret, for a card: who comes this way types the code. */
export function cardAddress(deps: Pick<Dependencies, 'config'>, check: CheckRecord): string {
  const words = wordsIn(check)
  return words === '' ? entranceOf(deps, check) : `${entranceOf(deps, check)}#${words}`
}

function wordsIn({ directoryWords }: CheckRecord): string {
  return directoryWords === null ? '' : `.${directoryWords}`
}

/** Where a person types a code; the link adds the secret behind a #, which never reaches a server's log. */
export function entranceOf({ config }: Pick<Dependencies, 'config'>, check: CheckRecord): string {
  return `${config.publicUrl}/i/${check.publicId}`
}

function writeMail(
  deps: Deps,
  check: CheckRecord,
  given: Omit<MailOrder, 'link'> & {
    readonly address: string
    readonly code: string
    readonly words: string | null
  },
): ComposedMail {
  const { language } = given
  const zone = deps.translate.say(language, sayZone(check.timeZone))
  const letter = invitationLetter({
    kind: given.kind,
    personName: given.personName,
    organisation: check.organisationName,
    runBy: check.runBy,
    deadline: `${formatDateTime(language, check.closesAt, check.timeZone)} (${zone})`,
    resultsOn: check.resultsOn === null ? '' : formatDay(language, check.resultsOn),
    resultsTo: check.resultsTo,
    smallestGroup: disclosureRules[check.profile].k,
    isTrial: check.isTrial,
    link: given.address,
    code: given.code,
    words: given.words,
    codeAddress: entranceOf(deps, check),
  })
  return composeMail(letter, language, deps.translate)
}
