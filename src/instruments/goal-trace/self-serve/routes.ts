import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countFailure, refuseAfterFailures } from '../../../access/rate-limit.ts'
import { hashCode, hashToken } from '../../../collection/link.ts'
import { message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { type Errors, parseForm, typedText } from '../../../web/form.ts'
import { knownLanguage, languageOptions, whoIs } from '../tracing/words-of-trace.ts'
import { answersForm, type Credential, credentialIn } from './forms.ts'
import { answersPage, entrancePage, nowherePage, toldPage } from './pages.ts'
import { type Asked, type AskedTrace, findAskedTrace, knock, takeAnswers } from './queries.ts'

// Two answers of the greatest length, in letters that a form writes as nine.
const largestBody = 192 * 1024
// One office shares an address, so wrong links are counted generously.
const mostFailures = 200

type Ask = FastifyRequest<{ Params: { publicId: string } }>

/** Where an interviewee answers alone: named, asked for consent, told who reads it. No cookie, no account. */
export async function selfServeRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get('/t/:publicId', (request: Ask, reply) => showEntrance(deps, request, reply))
  app.post('/t/:publicId/form', { bodyLimit: largestBody }, (request: Ask, reply) =>
    begin(deps, request, reply),
  )
  app.post('/t/:publicId/answers', { bodyLimit: largestBody }, (request: Ask, reply) =>
    take(deps, request, reply),
  )
}

async function showEntrance(deps: Dependencies, request: Ask, reply: FastifyReply) {
  const trace = await traceOf(deps, request)
  return trace === undefined ? showNowhere(reply) : drawEntrance(reply, trace, { code: '', errors: {} })
}

async function begin(deps: Dependencies, request: Ask, reply: FastifyReply) {
  const entered = await enter(deps, request, reply)
  if (entered === null) return reply
  return drawAnswers(reply, { ...entered, typed: { language: entered.asked.language }, errors: {} })
}

async function take(deps: Dependencies, request: Ask, reply: FastifyReply) {
  const entered = await enter(deps, request, reply)
  if (entered === null) return reply
  const { trace, asked } = entered
  const form = parseForm(answersForm, request.body)
  if (!form.ok) return drawAnswers(reply.code(422), { ...entered, typed: form.typed, errors: form.errors })
  const { said, work, mayQuote } = form.value
  const language = knownLanguage(form.value.language)
  const sending = { interviewId: asked.id, said, work, language, mayQuote, at: deps.now() }
  const outcome = await takeAnswers(deps.db, trace, sending)
  return outcome === 'taken' ? tell(reply, trace, 'received') : tell(reply.code(409), trace, outcome)
}

type Entered = { readonly trace: AskedTrace; readonly asked: Asked; readonly credential: Credential }

/** Whoever shows a good link; null after a page has said why not. */
async function enter(deps: Dependencies, request: Ask, reply: FastifyReply): Promise<Entered | null> {
  const trace = await traceOf(deps, request)
  if (trace === undefined) return none(await showNowhere(reply))
  const credential = credentialIn(request.body)
  if (credential === null) {
    const errors = { code: message('self-serve.error.code') }
    return none(await drawEntrance(reply.code(422), trace, { code: '', errors }))
  }
  const attempt = { what: 'trace-link', address: request.ip, most: mostFailures }
  if (credential.by === 'code') await refuseAfterFailures(deps, attempt)
  const known = await knock(deps.db, trace, { by: credential.by, hash: hashOf(deps, trace, credential) })
  if (known.outcome === 'unknown') {
    await countFailure(deps, attempt)
    return none(await tell(reply.code(404), trace, 'unknown'))
  }
  if (known.outcome === 'replaced') return none(await tell(reply.code(410), trace, 'replaced'))
  const { asked } = known
  if (asked.state === 'sent') return none(await tell(reply.code(409), trace, 'was-taken'))
  if (asked.isNoted) return none(await tell(reply.code(409), trace, 'noted'))
  return { trace, asked, credential }
}

const none = (_: FastifyReply) => null

function hashOf({ keys }: Dependencies, { checkId }: AskedTrace, { by, secret }: Credential): string {
  return by === 'token' ? hashToken(secret) : hashCode(keys, checkId, secret)
}

async function traceOf({ db }: Dependencies, request: Ask): Promise<AskedTrace | undefined> {
  const { publicId } = request.params
  return /^[\w-]{1,64}$/.test(publicId) ? findAskedTrace(db, publicId) : undefined
}

// Never as a trial: that says how anonymous a survey is, and nobody is anonymous here.
function headOf(reply: FastifyReply, { organisation, name, publicId }: AskedTrace) {
  const rest = reply.say(message('self-serve.masthead', { check: name }))
  return { masthead: { name: organisation, rest }, isTrial: false, publicId }
}

function showNowhere(reply: FastifyReply) {
  return reply.code(404).show(nowherePage, {
    title: reply.say(message('self-serve.nowhere.title')),
    text: reply.say(message('self-serve.nowhere.text')),
  })
}

function drawEntrance(
  reply: FastifyReply,
  trace: AskedTrace,
  given: { readonly code: string; readonly errors: Errors },
) {
  const { runBy, organisation } = trace
  return reply.show(entrancePage, {
    title: reply.say(message('self-serve.entrance.title')),
    ...headOf(reply, trace),
    ...{ runBy, organisation },
    ...given,
  })
}

type Drawn = Entered & { readonly typed: Readonly<Record<string, string>>; readonly errors: Errors }

function drawAnswers(reply: FastifyReply, { trace, asked, credential, typed, errors }: Drawn) {
  const { runBy, organisation } = trace
  const { said = '', work = '', language = '', consent, mayQuote } = typed
  return reply.show(answersPage, {
    title: reply.say(message('self-serve.answers.title')),
    ...headOf(reply, trace),
    ...{ runBy, organisation, errors },
    credential: { name: credential.by, value: credential.secret },
    goalName: asked.goalName,
    who: reply.say(whoIs({ ...asked, reportsTo: null })),
    name: asked.name === '' ? null : asked.name,
    ...{ said, work },
    language: knownLanguage(language),
    languages: languageOptions(reply.request.locale),
    consent: consent !== undefined,
    mayQuote: mayQuote !== undefined,
  })
}

type Reason = 'received' | 'was-taken' | 'noted' | 'replaced' | 'unknown'

/** Words that were not taken are shown again, to be copied: they are kept nowhere else. */
function tell(reply: FastifyReply, trace: AskedTrace, reason: Reason) {
  const isTaken = reason === 'received' || reason === 'was-taken'
  const { said = '', work = '' } = isTaken ? {} : typedText(reply.request.body)
  const own = (part: string) => message(`self-serve.${reason}.${part}`, { runBy: trace.runBy })
  return reply.show(toldPage, {
    title: reply.say(own('title')),
    ...headOf(reply, trace),
    ...{ reason, said, work },
    text: own('text'),
    next: own('next'),
  })
}
