import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type AskedCheck, findAskedUnit, findDirectory } from '../../../collection/check-queries.ts'
import { type Credential, type Outcome, refusalOf } from '../../../collection/inbox.ts'
import { atHand, KeysMissing } from '../../../collection/keys-at-hand.ts'
import { issueSchema, replacementSchema, submissionSchema } from '../../../collection/submission.ts'
import { doorOf } from '../../../database/scope.ts'
import { PageError } from '../../../web/errors.ts'
import { type Ask, type Desk, findCheck, refuse } from './desk.ts'

const bodyLimit = 16 * 1024
/** The id of the group's key. */
const unitForm = z.object({ unit: z.string() })

/** What the script of a sealed check asks for. Issuing knows the invitation, submitting knows the answers' envelope. */
export async function sealedRoutes(app: FastifyInstance, desk: Desk): Promise<void> {
  const directories = new Map<string, Directory>()

  app.get('/i/:publicId/directory', async (request: Ask, reply) => {
    const check = await findSealed(desk, request)
    const directory = directories.get(check.checkId) ?? (await readDirectory(desk, check))
    directories.set(check.checkId, directory)
    reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding')
    if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(directory.plain)
    return reply.header('content-encoding', 'br').send(directory.small)
  })

  app.post('/i/:publicId/issue', { bodyLimit }, async (request: Ask, reply) => {
    const check = await findSealed(desk, request)
    const { blinded, ...secret } = parsed(issueSchema, request.body)
    const credential: Credential =
      'token' in secret ? { by: 'token', secret: secret.token } : { by: 'code', secret: secret.code }
    const issued = await desk.sealed.issue(check, credential, blinded)
    if (issued.outcome === 'signed') return { signature: Buffer.from(issued.signature).toString('base64url') }
    const { reason } = issued
    if (reason === 'malformed') throw new PageError('bad-request', 400)
    return refuse(desk, reply, { check, credential, reason })
  })

  app.post('/i/:publicId/submit', { bodyLimit }, async (request: Ask, reply) => {
    const check = await findSealed(desk, request)
    const submission = parsed(submissionSchema, request.body)
    return answer(desk, reply, { check, outcome: await desk.sealed.submit(check, submission) })
  })

  app.get('/i/:publicId/receipt', async (request: Ask, reply) => {
    const check = await findSealed(desk, request)
    const reason = refusalOf(check, desk.deps.now())
    return reason === null ? desk.pages.receipt(reply, check) : refuse(desk, reply, { check, reason })
  })

  app.post('/i/:publicId/receipt', { bodyLimit }, async (request: Ask, reply) => {
    const check = await findSealed(desk, request)
    const order = parsed(replacementSchema, request.body)
    const outcome = await desk.sealed.change(check, order)
    if (order.envelope === null && outcome.outcome !== 'refused') return desk.pages.withdrawn(reply, check)
    return answer(desk, reply, { check, outcome })
  })

  // The form once more for who holds a receipt: which group is known, who is not.
  app.post('/i/:publicId/again', { bodyLimit }, async (request: Ask, reply) => {
    const check = await findSealed(desk, request)
    const reason = refusalOf(check, desk.deps.now())
    if (reason !== null) return refuse(desk, reply, { check, reason })
    const asked = parsed(unitForm, request.body)
    const unitId = unitOfKey(desk, check, asked.unit)
    const unit = unitId && (await findAskedUnit(doorOf(desk.deps.db, check.workspaceId), check, unitId))
    if (!unit) throw new PageError('bad-request', 400)
    const { id, name: unitName, side, invited } = unit
    const isLeader = side === 'leadership'
    const invitation = { id, unitId: id, unitName, invited, isLeader, spentBy: null, hasEnded: false }
    return desk.pages.form(reply, { check, credential: { by: 'token', secret: '' }, mark: '', invitation })
  })
}

/** As it is hashed, and compressed for a phone: the ids of a thousand keys weigh forty kilobytes. */
type Directory = { readonly plain: string; readonly small: Buffer }

async function readDirectory({ deps }: Desk, check: AskedCheck): Promise<Directory> {
  const plain = await findDirectory(deps.db, check)
  if (plain === null) throw new PageError('not-found', 404)
  return { plain, small: await promisify(brotliCompress)(plain) }
}

function unitOfKey({ deps }: Desk, { checkId }: AskedCheck, keyId: string): string | undefined {
  const secret = deps.keys.checks.keysOf(checkId)
  if (secret === null) throw new KeysMissing('The keys of an open check are missing.')
  return [...atHand(secret).keyIds].find(([, id]) => id.toString('base64url') === keyId)?.[0]
}

async function findSealed(desk: Desk, request: Ask): Promise<AskedCheck> {
  const check = await findCheck(desk.inbox.find, request)
  if (check === null || check.mode !== 'sealed') throw new PageError('not-found', 404)
  return check
}

function answer(
  desk: Desk,
  reply: FastifyReply,
  { check, outcome }: { readonly check: AskedCheck; readonly outcome: Outcome },
) {
  return outcome.outcome === 'refused'
    ? refuse(desk, reply, { check, reason: outcome.reason })
    : desk.pages.thanks(reply, check)
}

// What was sent may hold an answer, so it is not repeated.
function parsed<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = schema.safeParse(body)
  if (!read.success) throw new PageError('bad-request', 400)
  return read.data
}
