import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countFailure, refuseAfterFailures } from '../../../access/rate-limit.ts'
import { hashCode, hashToken } from '../../../collection/link.ts'
import { roomsOf } from '../../../database/scope.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { PageError } from '../../../web/errors.ts'
import { typedText } from '../../../web/form.ts'
import { readAnswers } from '../answers.ts'
import { sealForm } from './envelope.ts'
import { type Credential, credentialIn, knock } from './knock.ts'
import { type AskedTest, findAskedTest, findExecutive, saveDraft } from './queries.ts'
import { keepEnvelope } from './seal-answers.ts'
import { showEnd, showForm, showLanding } from './show.ts'

type Ask = FastifyRequest<{ Params: { publicId: string } }>

const bodyLimit = 64 * 1024
const mostFailures = 200
const draftForm = z.object({
  auth: z.string().min(1).max(200),
  revision: z.int().min(0),
  draft: z.string().regex(/^[\w-]{1,30000}$/),
})
const sealForms = z.object({ envelope: z.string().regex(/^[\w-]{1,30000}$/) })

/** Where executives write. No cookie, no log; what arrives here is sealed, or sealed at once and forgotten. */
export async function sealingRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.get('/p/:publicId', async (request: Ask, reply) => {
    const test = await testOf(deps, request)
    return test === null ? nowhere(reply) : showLanding(reply, test)
  })
  app.post('/p/:publicId/form', { bodyLimit }, (request: Ask, reply) => begin(deps, request, reply))
  app.post('/p/:publicId/draft', { bodyLimit }, (request: Ask, reply) => draft(deps, request, reply))
  app.post('/p/:publicId/seal', { bodyLimit }, (request: Ask, reply) => seal(deps, request, reply))
  app.post('/p/:publicId/answers', { bodyLimit }, (request: Ask, reply) => sealHere(deps, request, reply))
}

async function testOf({ db }: Dependencies, { params }: Ask): Promise<AskedTest | null> {
  if (!/^[\w-]{1,64}$/.test(params.publicId)) return null
  return (await findAskedTest(db, params.publicId)) ?? null
}

function nowhere(reply: FastifyReply) {
  return showEnd(reply.code(404), null, { reason: 'nowhere' })
}

/** The test, and who this is; else the page that says why not has been shown. */
async function known(deps: Dependencies, request: Ask, reply: FastifyReply) {
  const test = await testOf(deps, request)
  if (test === null) return nowhere(reply).then(() => null)
  const credential = credentialIn(request.body)
  if (credential === null) {
    const errors = { code: { key: 'answering.code.missing' } }
    return showLanding(reply.code(422), test, { errors, code: '' }).then(() => null)
  }
  const attempt = { what: 'executive', address: request.ip, most: mostFailures }
  // A link's secret cannot be guessed: a colleague's wrong codes must not lock its holder out.
  const isTyped = credential.by === 'code'
  if (isTyped) await refuseAfterFailures(deps, attempt)
  const knocked = await knock(deps, test, credential)
  if (knocked.outcome === 'known') return { test, credential, executive: knocked.executive }
  const { reason } = knocked
  if (isTyped && reason === 'unknown') await countFailure(deps, attempt)
  const code = credential.by === 'code' ? credential.secret : ''
  return showEnd(reply.code(reason === 'unknown' ? 404 : 410), test, { reason, code }).then(() => null)
}

async function begin(deps: Dependencies, request: Ask, reply: FastifyReply) {
  const found = await known(deps, request, reply)
  if (found === null) return reply
  const { test, credential, executive } = found
  const code = credential.by === 'code' ? credential.secret : null
  return showForm(reply, test, { executive, code, filled: { typed: {}, problems: [] } })
}

async function draft(deps: Dependencies, request: Ask, reply: FastifyReply) {
  const form = draftForm.safeParse(request.body)
  if (!form.success) throw new PageError('bad-request', 400)
  const found = await known(deps, request, reply)
  if (found === null) return reply
  const { test, executive } = found
  const { revision, draft } = form.data
  const scope = roomsOf(deps.db, test.workspaceId)
  const { checkId } = test
  if (await saveDraft(scope, { checkId, id: executive.id, revision, draft }))
    return { revision: revision + 1 }
  const hash = hashToken(form.data.auth)
  const now = await findExecutive(scope, { checkId, by: 'token', hash })
  reply.code(409)
  return { revision: now?.draftRevision ?? 0, draft: now?.draft ?? '' }
}

async function seal(deps: Dependencies, request: Ask, reply: FastifyReply) {
  const form = sealForms.safeParse(request.body)
  if (!form.success) throw new PageError('bad-request', 400)
  const found = await known(deps, request, reply)
  if (found === null) return reply
  return keep(deps, reply, { ...found, envelope: Buffer.from(form.data.envelope, 'base64url') })
}

/** Without scripts. Only a typed code gets here: a link's secret stays with the script. */
async function sealHere(deps: Dependencies, request: Ask, reply: FastifyReply) {
  if (credentialIn(request.body)?.by !== 'code') throw new PageError('bad-request', 400)
  const found = await known(deps, request, reply)
  if (found === null) return reply
  const { test, credential, executive } = found
  const typed = typedText(request.body)
  const { answers, problems } = readAnswers(request.body)
  if (problems.length > 0) {
    const filled = { typed, problems }
    return showForm(reply.code(422), test, { executive, code: credential.secret, filled })
  }
  const given = { language: request.locale, mayShowRole: typed.role === 'yes', answers }
  const place = { test: test.publicId, executive: executive.id }
  return keep(deps, reply, { ...found, envelope: await sealForm(test.sealKey, given, place) })
}

type Sealed = { readonly test: AskedTest; readonly credential: Credential; readonly envelope: Buffer }

async function keep(deps: Dependencies, reply: FastifyReply, { test, credential, envelope }: Sealed) {
  const { by, secret } = credential
  const { checkId } = test
  const hash = by === 'token' ? hashToken(secret) : hashCode(deps.keys, checkId, secret)
  const kept = await keepEnvelope(deps, test, { knock: { checkId, by, hash }, envelope })
  if (kept.outcome === 'sealed') return showEnd(reply, test, { reason: 'sealed', isNew: true })
  if (kept.reason === 'malformed') throw new PageError('bad-request', 400)
  return showEnd(reply.code(410), test, { reason: kept.reason })
}
