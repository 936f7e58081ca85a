import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { page } from './page.ts'

/** A failure whose page says what happened and what to do: texts under "web.<code>.title" and ".text". */
export class PageError extends Error {
  override readonly name = 'PageError'
  readonly code: string
  readonly statusCode: number
  constructor(code: string, statusCode: number) {
    super(code)
    this.code = code
    this.statusCode = statusCode
  }
}

export const notFound = () => new PageError('not-found', 404)
export const forbidden = () => new PageError('forbidden', 403)

export const errorPage = page(
  'shared/error',
  z.object({ title: z.string(), text: z.string(), wayOut: z.string().nullable() }),
  { layout: 'plain' },
)

export function drawErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => showError(request, reply, notFound()))
  app.setErrorHandler((error: FastifyError, request, reply) => showError(request, reply, error))
}

export const longestAddress = 2000

/** The address itself; for one that cannot be decoded or is too long one that leads nowhere, else the router would repeat it in words of its own. */
export function readableAddress(url: string): string {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return url.length > longestAddress ? nowhere : url
  } catch {
    return nowhere
  }
}

const nowhere = '/unreadable'

function showError(request: FastifyRequest, reply: FastifyReply, error: FastifyError | PageError) {
  const known = error instanceof PageError ? error : asPageError(error)
  // The request is not logged: its address or body could hold an answer or a token.
  if (known.statusCode >= 500) request.log.error({ err: withoutMessage(error) })
  // To keep a session takes the database, and it may be the one that failed: then there would be no page at all.
  if (known.statusCode >= 500) Object.assign(request, { session: null, account: null })
  const say = (part: string) => reply.say({ key: `web.${known.code}.${part}` })
  reply.code(known.statusCode)
  return reply.show(errorPage, {
    title: say('title'),
    text: say('text'),
    wayOut: request.url.startsWith('/app') ? '/app' : null,
  })
}

/** What the log may hold of an error: its message, which the stack begins with, may quote a value; the frames never do. */
export function withoutMessage({ name, stack = '', ...error }: Error) {
  const { code } = error as { code?: unknown }
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  return { type: name, code, stack: frames.join('\n') }
}

// A text that no database takes (a zero character, half a character), or a form that ends in the middle: the sender's
// fault, not ours.
const unreadable = /^(22021|22P02|22P05)$/

const databaseAway = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|57P0[123]|08\d{3}|53\d{3})$/

function asPageError(error: FastifyError): PageError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return new PageError('too-large', 413)
  if (error.statusCode === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE')
    return new PageError('too-large', 413)
  if (error.statusCode === 429) return new PageError('too-many', 429)
  if (error.statusCode === 403 || error.code?.startsWith('FST_CSRF') === true)
    return new PageError('form-expired', 403)
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new PageError('bad-request', error.statusCode)
  }
  if (unreadable.test(error.code ?? '') || /multipart/i.test(error.message))
    return new PageError('bad-request', 400)
  if (databaseAway.test(error.code ?? '') || /timeout|terminated/i.test(error.message)) {
    return new PageError('database-away', 503)
  }
  return new PageError('fault', 500)
}
