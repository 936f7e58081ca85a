import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countFailure } from '../../../access/rate-limit.ts'
import type { AskedCheck } from '../../../collection/check-queries.ts'
import { defineClose } from '../../../collection/close.ts'
import { type Credential, type Inbox, openInbox, type Refusal, refusalOf } from '../../../collection/inbox.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { PageError } from '../../../web/errors.ts'
import { parseForm, typedText } from '../../../web/form.ts'
import { surveyForm } from '../answers.ts'
import { setUpOf } from './ask.ts'
import { surveyAsking } from './close-survey.ts'
import { languageFor } from './facts.ts'
import { credentialIn, envelopeForm } from './forms.ts'

import { showPages } from './show-pages.ts'

// One office shares an address, so wrong links are counted generously.
const mostFailures = 200
const largestBody = 64 * 1024

type Desk = {
  readonly deps: Dependencies
  readonly inbox: Inbox
  readonly pages: ReturnType<typeof showPages>
}
type Ask = FastifyRequest<{ Params: { publicId: string } }>

/** Where respondents get in. No cookie, no log; only the last step changes anything. */
export async function answeringRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const desk = { deps, inbox: openInbox(deps), pages: showPages(deps) }
  defineClose(app, deps, surveyAsking)
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get('/i/:publicId', (request: Ask, reply) => showLanding(desk, request, reply))
  app.post('/i/:publicId/form', { bodyLimit: largestBody }, (request: Ask, reply) =>
    begin(desk, request, reply),
  )
  app.post('/i/:publicId/answers', { bodyLimit: largestBody }, (request: Ask, reply) =>
    submit(desk, request, reply),
  )
}

async function showLanding(desk: Desk, request: Ask, reply: FastifyReply) {
  const check = await findCheck(desk, request)
  if (check === null) return desk.pages.nowhere(reply)
  const reason = refusalOf(check, desk.deps.now())
  return reason === null ? desk.pages.landing(reply, check) : refuse(desk, reply, { check, reason })
}

async function begin(desk: Desk, request: Ask, reply: FastifyReply) {
  const check = await findCheck(desk, request)
  if (check === null) return desk.pages.nowhere(reply)
  const credential = credentialIn(request.body)
  if (credential === null)
    return desk.pages.landingAgain(reply, check, { code: { key: 'answering.code.missing' } })
  const knocked = await desk.inbox.knock(check, credential)
  if (knocked.outcome === 'refused') return refuse(desk, reply, { check, credential, ...knocked })
  const mark = desk.deps.random.bytes(32).toString('base64url')
  return desk.pages.form(reply, { check, credential, mark, invitation: knocked.invitation })
}

async function submit(desk: Desk, request: Ask, reply: FastifyReply) {
  const check = await findCheck(desk, request)
  if (check === null) return desk.pages.nowhere(reply)
  const credential = credentialIn(request.body)
  const envelope = envelopeForm.safeParse(request.body)
  if (credential === null || !envelope.success) throw new PageError('bad-request', 400)
  const { mark, leader } = envelope.data
  const form = parseForm(surveyForm(setUpOf(check, leader)), request.body)
  if (!form.ok) return askAgain(desk, reply, { check, credential, mark, errors: form.errors })
  const sheet = { language: request.locale, ...form.value }
  const taken = await desk.inbox.accept({ check, credential, isLeader: leader, mark, sheet })
  return taken.outcome === 'refused'
    ? refuse(desk, reply, { check, credential, ...taken })
    : desk.pages.thanks(reply, check)
}

type Again = {
  readonly check: AskedCheck
  readonly credential: Credential
  readonly mark: string
  readonly errors: Parameters<Desk['pages']['formAgain']>[2]['errors']
}

// Somebody whose answers could not count anyway is told so at once, not after mending them.
async function askAgain(desk: Desk, reply: FastifyReply, again: Again) {
  const { check, credential, mark, errors } = again
  const knocked = await desk.inbox.knock(check, credential)
  if (knocked.outcome === 'refused') return refuse(desk, reply, { check, credential, ...knocked })
  const typed = typedText(reply.request.body)
  const asked = { check, credential, mark, invitation: knocked.invitation }
  return desk.pages.formAgain(reply, asked, { typed, errors })
}

type Refused = { readonly check: AskedCheck; readonly reason: Refusal; readonly credential?: Credential }

async function refuse({ deps, pages }: Desk, reply: FastifyReply, refused: Refused) {
  const { check, reason, credential } = refused
  const { ip: address } = reply.request
  if (reason === 'unknown') await countFailure(deps, { what: 'answer', address, most: mostFailures })
  return pages.refused(reply, check, { reason, code: credential?.by === 'code' ? credential.secret : '' })
}

/** The check asked for, and from here on its language; null for an address that leads nowhere. */
async function findCheck({ inbox }: Desk, request: Ask): Promise<AskedCheck | null> {
  const { publicId } = request.params
  if (!/^[\w-]{1,64}$/.test(publicId)) return null
  const check = await inbox.find(publicId)
  if (check !== null) request.locale = languageFor(check, request.locale)
  return check
}
