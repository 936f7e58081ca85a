import { hash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { AskedCheck, KnownInvitation } from '../../../collection/check-queries.ts'
import type { Credential, Refusal } from '../../../collection/inbox.ts'
import { publicKeyText } from '../../../collection/keys-at-hand.ts'
import { partContract, tellContract } from '../../../domain/anonymity-contract.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import type { Errors } from '../../../web/form.ts'
import { askAll, type Filled, setUpOf } from './ask.ts'
import { contractOfAsked, factsOf, headOf } from './facts.ts'
import { keepMade, nameChecks } from './keep-made.ts'
import {
  formPage,
  landingPage,
  nowherePage,
  receiptPage,
  refusedPage,
  thanksPage,
  withdrawnPage,
} from './pages.ts'
import { makeSlots } from './slots.ts'
import { scriptWords } from './words.ts'

/** Whom the form is drawn for. `mark` tells one submission from another. */
export type Asked = {
  readonly check: AskedCheck
  readonly invitation: KnownInvitation
  readonly credential: Credential
  readonly mark: string
}

const own = ['secret', 'mark', 'device', 'group', 'key'] as const
type Own = Readonly<Record<(typeof own)[number], string>>

/** The respondent's pages. Those that are the same for many are drawn once and kept. */
export function showPages({ random, keys }: Pick<Dependencies, 'random' | 'keys'>) {
  const nameOf = nameChecks()
  const keepHtml = keepMade<Promise<Buffer>>()
  const keepForm = keepMade<Promise<(values: Own) => Buffer>>()
  const keepGroup = keepMade<string>()
  const keepKey = keepMade<string>()
  const ownValues = (reply: FastifyReply, { check, invitation, credential, mark }: Asked): Own => {
    const { unitName, unitId, invited, id } = invitation
    const values = { group: unitName, invited }
    const group = () => reply.say({ key: 'answering.contract.groupOf', values })
    const key = () => publicKeyText(keys.checks.keysOf(check.checkId), unitId)
    return {
      secret: credential.secret,
      mark,
      device: deviceKey(id),
      key: check.mode === 'sealed' ? keepKey(`${nameOf(check)} ${unitId}`, key) : '',
      group: keepGroup(`${reply.request.locale} ${invited} ${unitName}`, group),
    }
  }
  const slots = makeSlots(random.bytes(8).toString('hex'), own)
  const keyOf = (reply: FastifyReply, check: AskedCheck, ...more: readonly string[]) =>
    [nameOf(check), reply.request.locale, ...more].join(' ')
  const send = (reply: FastifyReply, html: Buffer | string) =>
    reply.type('text/html; charset=utf-8').send(html)

  const inBytes = async (html: Promise<string>) => Buffer.from(await html)

  return {
    landing: async (reply: FastifyReply, check: AskedCheck) =>
      send(
        reply,
        await keepHtml(keyOf(reply, check, 'landing'), () => inBytes(drawLanding(reply, check, {}))),
      ),

    landingAgain: async (reply: FastifyReply, check: AskedCheck, errors: Errors) =>
      send(reply.code(422), await drawLanding(reply, check, errors)),

    thanks: async (reply: FastifyReply, check: AskedCheck) =>
      send(reply, await keepHtml(keyOf(reply, check, 'thanks'), () => inBytes(drawThanks(reply, check)))),

    form: async (reply: FastifyReply, asked: Asked) => {
      const { check, credential, invitation } = asked
      const key = keyOf(reply, check, credential.by, String(invitation.isLeader))
      const blank = { typed: {}, errors: {} }
      const isLeader = { ...asked, filled: blank, values: slots.marks }
      const fill = await keepForm(key, async () => slots.cut(await drawForm(reply, isLeader)))
      return send(reply, fill(ownValues(reply, asked)))
    },

    formAgain: async (reply: FastifyReply, asked: Asked, filled: Filled) =>
      send(reply.code(422), await drawForm(reply, { ...asked, filled, values: ownValues(reply, asked) })),

    receipt: async (reply: FastifyReply, check: AskedCheck) =>
      send(reply, await keepHtml(keyOf(reply, check, 'receipt'), () => inBytes(drawReceipt(reply, check)))),

    /** The receipt did what was asked. */
    withdrawn: async (reply: FastifyReply, check: AskedCheck) =>
      send(
        reply,
        await keepHtml(keyOf(reply, check, 'withdrawn'), () => inBytes(drawWithdrawn(reply, check))),
      ),

    refused: (reply: FastifyReply, check: AskedCheck, refusal: Refused) =>
      drawRefused(reply.code(statusOf[refusal.reason]), check, refusal),

    nowhere: (reply: FastifyReply) =>
      reply.code(404).show(nowherePage, { title: reply.say({ key: 'answering.nowhere.title' }) }),
  }
}

const statusOf: Readonly<Record<Refusal, number>> = {
  unknown: 404,
  spent: 409,
  'not-open': 409,
  ended: 410,
  replaced: 410,
  expired: 410,
  closed: 410,
  paused: 409,
  discarded: 410,
  forged: 403,
  withdrawn: 409,
  'no-receipt': 404,
}

type Refused = {
  readonly reason: Refusal
  readonly code: string
  readonly invitation: KnownInvitation | null
}

function drawLanding(reply: FastifyReply, check: AskedCheck, errors: Errors): Promise<string> {
  const say = reply.say.bind(reply)
  const contract = contractOfAsked(check)
  return reply.draw(landingPage, {
    title: say({ key: 'answering.landing.title' }),
    ...headOf(check, say),
    ...factsOf(check, reply.request.locale),
    errors,
    code: '',
    isSealed: check.mode === 'sealed',
    contract: { ...partContract(tellContract(contract)), hash: contract.hash },
    words: scriptWords(say),
  })
}

type Drawing = Asked & { readonly filled: Filled; readonly values: Own }

function drawForm(reply: FastifyReply, { check, invitation, credential, filled, values }: Drawing) {
  const say = reply.say.bind(reply)
  const { isLeader } = invitation
  return reply.draw(formPage, {
    title: say({ key: 'answering.form.title' }),
    ...headOf(check, say),
    publicId: check.publicId,
    action: `/i/${check.publicId}/answers`,
    openId: '',
    isKiosk: false,
    credential: { name: credential.by, value: values.secret },
    mark: values.mark,
    leader: isLeader ? 'yes' : 'no',
    deviceKey: values.device,
    isSealed: check.mode === 'sealed',
    unitId: '',
    unitKey: values.key,
    group: values.group,
    words: scriptWords(say),
    ...askAll({ check, setUp: setUpOf(check, isLeader), language: reply.request.locale }, filled, say),
  })
}

/** On a device that several people use, one may not find the answers of another. */
function deviceKey(id: string): string {
  return hash('sha256', `device|${id}`, 'base64url').slice(0, 12)
}

function drawThanks(reply: FastifyReply, check: AskedCheck): Promise<string> {
  const say = reply.say.bind(reply)
  return reply.draw(thanksPage, {
    title: say({ key: 'answering.thanks.title' }),
    ...headOf(check, say),
    ...factsOf(check, reply.request.locale),
    isSealed: check.mode === 'sealed',
  })
}

function drawReceipt(reply: FastifyReply, check: AskedCheck): Promise<string> {
  const say = reply.say.bind(reply)
  return reply.draw(receiptPage, {
    title: say({ key: 'answering.receipt.title' }),
    ...headOf(check, say),
    ...factsOf(check, reply.request.locale),
    words: scriptWords(say),
  })
}

function drawWithdrawn(reply: FastifyReply, check: AskedCheck): Promise<string> {
  const say = reply.say.bind(reply)
  return reply.draw(withdrawnPage, {
    title: say({ key: 'answering.withdrawn.title' }),
    ...headOf(check, say),
  })
}

function drawRefused(reply: FastifyReply, check: AskedCheck, { invitation, ...refusal }: Refused) {
  const facts = factsOf(check, reply.request.locale)
  const { runBy, deadline } = facts
  const isSealed = check.mode === 'sealed'
  // Where answers are sealed, a link is used before they arrive, and there are receipts.
  const { reason } = refusal
  const said = isSealed && (reason === 'spent' || reason === 'ended') ? `${reason}-sealed` : reason
  const own = (part: string) => ({
    key: `answering.refused.${said}.${part}`,
    values: { runBy, deadline },
  })
  return reply.show(refusedPage, {
    title: reply.say(own('title')),
    ...headOf(check, reply.say.bind(reply)),
    ...facts,
    ...refusal,
    deviceKey: isSealed && invitation !== null ? deviceKey(invitation.id) : '',
    speaksOfReceipts: said.endsWith('-sealed'),
    errors: {},
    text: own('text'),
    next: own('next'),
  })
}
