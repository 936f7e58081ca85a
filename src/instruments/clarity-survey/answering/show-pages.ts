import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { AskedCheck, KnownInvitation } from '../../../collection/check-queries.ts'
import type { Credential, Refusal } from '../../../collection/inbox.ts'
import { disclosureRules } from '../../../domain/disclosure/rules.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import type { Errors } from '../../../web/form.ts'
import { askAll, type Filled, setUpOf } from './ask.ts'
import { factsOf, headOf } from './facts.ts'
import { keepMade } from './keep-made.ts'
import { formPage, landingPage, nowherePage, refusedPage, thanksPage } from './pages.ts'
import { makeSlots } from './slots.ts'
import { scriptWords } from './words.ts'

/** Whom the form is drawn for. `mark` tells one submission from another. */
export type Asked = {
  readonly check: AskedCheck
  readonly invitation: KnownInvitation
  readonly credential: Credential
  readonly mark: string
}

const own = ['secret', 'mark', 'device', 'group'] as const
type Own = Readonly<Record<(typeof own)[number], string>>

/** The respondent's pages. Those that are the same for many are drawn once and kept. */
export function showPages({ random }: Pick<Dependencies, 'random'>) {
  const keepHtml = keepMade<Promise<Buffer>>()
  const keepForm = keepMade<Promise<(values: Own) => Buffer>>()
  const slots = makeSlots(random.bytes(8).toString('hex'), own)
  const keys = new WeakMap<AskedCheck, string>()
  const keyOf = (reply: FastifyReply, check: AskedCheck, ...more: readonly string[]) => {
    const key = keys.get(check) ?? JSON.stringify(check)
    keys.set(check, key)
    return [key, reply.request.locale, ...more].join(' ')
  }
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

    refused: (reply: FastifyReply, check: AskedCheck, refusal: { reason: Refusal; code: string }) =>
      drawRefused(reply.code(statusOf[refusal.reason]), check, refusal),

    nowhere: (reply: FastifyReply) =>
      reply.code(404).show(nowherePage, { title: reply.say({ key: 'answering.nowhere.title' }) }),
  }
}

const statusOf: Readonly<Record<Refusal, number>> = {
  unknown: 404,
  spent: 409,
  'not-open': 409,
  replaced: 410,
  expired: 410,
  closed: 410,
}

function drawLanding(reply: FastifyReply, check: AskedCheck, errors: Errors): Promise<string> {
  const rule = disclosureRules[check.profile]
  const say = reply.say.bind(reply)
  return reply.draw(landingPage, {
    title: say({ key: 'answering.landing.title' }),
    ...headOf(check, say),
    ...factsOf(check, reply.request.locale),
    errors,
    code: '',
    smallest: rule.k,
    fewestTexts: rule.texts,
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
    credential: { name: credential.by, value: values.secret },
    mark: values.mark,
    leader: isLeader ? 'yes' : 'no',
    deviceKey: values.device,
    group: values.group,
    words: scriptWords(say),
    ...askAll(setUpOf(check, isLeader), filled, say),
  })
}

function ownValues(reply: FastifyReply, { invitation, credential, mark }: Asked): Own {
  const { unitName, invited, id } = invitation
  return {
    secret: credential.secret,
    mark,
    // On a device that several people use, one may not find the answers of another.
    device: createHash('sha256').update(`device|${id}`).digest('base64url').slice(0, 12),
    group: reply.say({ key: 'answering.contract.groupOf', values: { group: unitName, invited } }),
  }
}

function drawThanks(reply: FastifyReply, check: AskedCheck): Promise<string> {
  const say = reply.say.bind(reply)
  return reply.draw(thanksPage, {
    title: say({ key: 'answering.thanks.title' }),
    ...headOf(check, say),
    ...factsOf(check, reply.request.locale),
  })
}

function drawRefused(reply: FastifyReply, check: AskedCheck, refusal: { reason: Refusal; code: string }) {
  const facts = factsOf(check, reply.request.locale)
  const { runBy, deadline } = facts
  const own = (part: string) => ({
    key: `answering.refused.${refusal.reason}.${part}`,
    values: { runBy, deadline },
  })
  return reply.show(refusedPage, {
    title: reply.say(own('title')),
    ...headOf(check, reply.say.bind(reply)),
    ...facts,
    ...refusal,
    errors: {},
    text: own('text'),
    next: own('next'),
  })
}
