import type { FastifyReply } from 'fastify'
import type { AskedCheck } from '../../../collection/check-queries.ts'
import type { Refusal } from '../../../collection/inbox.ts'
import { openGroupOf, partContract, tellOpenContract } from '../../../domain/anonymity-contract.ts'
import { askAll, type Filled, setUpOf } from './ask.ts'
import { contractOfAsked, factsOf, headOf } from './facts.ts'
import { openLandingPage, openRefusedPage, openThanksPage } from './open-pages.ts'
import { formPage } from './pages.ts'
import { scriptWords } from './words.ts'

/** An open link as it was followed. */
export type OpenVisit = {
  readonly check: AskedCheck
  readonly openId: string
  readonly unitId: string
  readonly unitName: string
  /** On a device that one person after another uses. */
  readonly isKiosk: boolean
}

export type OpenRefusal = Refusal | 'ended'

export function showOpenLanding(reply: FastifyReply, visit: OpenVisit) {
  const { check } = visit
  const contract = contractOfAsked(check)
  const { publicId, organisation, runBy, deadline } = factsOf(check, reply.request.locale)
  return reply.show(openLandingPage, {
    ...headFor(reply, visit, 'answering.landing.title'),
    ...{ publicId, organisation, runBy, deadline },
    isSealed: check.mode === 'sealed',
    smallestGroup: openGroupOf(contract.rule),
    contract: { ...partContract(tellOpenContract(contract)), hash: contract.hash },
    words: scriptWords(reply.say.bind(reply)),
  })
}

/** The form, with what was typed when it comes back. `mark` tells one submission from another. */
export function showOpenForm(
  reply: FastifyReply,
  visit: OpenVisit,
  { mark, filled }: { readonly mark: string; readonly filled: Filled },
) {
  const { check, openId, unitId, unitName: group, isKiosk } = visit
  const say = reply.say.bind(reply)
  return reply.show(formPage, {
    title: say({ key: 'answering.form.title' }),
    ...headOf(check, say),
    publicId: check.publicId,
    action: `/o/${openId}/answers`,
    openId,
    isKiosk,
    credential: { name: 'kiosk', value: isKiosk ? 'yes' : '' },
    mark,
    leader: 'no',
    deviceKey: '',
    isSealed: check.mode === 'sealed',
    unitId,
    unitKey: '',
    group: say({ key: 'answering.open.group', values: { group } }),
    words: scriptWords(say),
    ...askAll({ check, setUp: setUpOf(check, false), language: reply.request.locale }, filled, say),
  })
}

export function showOpenThanks(reply: FastifyReply, visit: OpenVisit) {
  // Without scripts the device goes back to its start by this.
  if (visit.isKiosk) reply.header('refresh', `${secondsOfThanks}; url=/o/${visit.openId}/kiosk`)
  return reply.show(openThanksPage, {
    ...headFor(reply, visit, 'answering.thanks.title'),
    smallestGroup: openGroupOf(contractOfAsked(visit.check).rule),
  })
}

const secondsOfThanks = 20

export function showOpenRefusal(
  reply: FastifyReply,
  { check, openId, isKiosk }: Pick<OpenVisit, 'check' | 'openId' | 'isKiosk'>,
  reason: OpenRefusal,
) {
  const { runBy, deadline } = factsOf(check, reply.request.locale)
  const place = ownWords.has(reason) ? 'open.refused' : 'refused'
  const own = (part: string) => ({ key: `answering.${place}.${reason}.${part}`, values: { runBy, deadline } })
  return reply.code(statusOf[reason] ?? 410).show(openRefusedPage, {
    ...headFor(reply, { check, openId, isKiosk }, `answering.${place}.${reason}.title`),
    text: own('text'),
    next: own('next'),
    // Everything else stays as it is, whoever comes next.
    canGoOn: isKiosk && reason === 'spent',
  })
}

const ownWords: ReadonlySet<OpenRefusal> = new Set(['ended', 'not-open', 'spent'])
const statusOf: Readonly<Partial<Record<OpenRefusal, number>>> = { 'not-open': 409, paused: 409, spent: 409 }

function headFor(
  reply: FastifyReply,
  { check, openId, isKiosk }: Pick<OpenVisit, 'check' | 'openId' | 'isKiosk'>,
  title: string,
) {
  const say = reply.say.bind(reply)
  const { resultsOn, resultsTo } = check
  return { title: say({ key: title }), ...headOf(check, say), openId, isKiosk, resultsOn, resultsTo }
}
