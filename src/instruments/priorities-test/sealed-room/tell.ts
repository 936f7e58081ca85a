import type { FastifyReply } from 'fastify'
import { message } from '../../../domain/message.ts'
import { notFound } from '../../../web/errors.ts'
import type { ChangeResult } from './change-executives.ts'
import { mostExecutives } from './test-rules.ts'

/** A note on the next page, or why not. An id that is not of this test is not found. */
export function tell(reply: FastifyReply, href: string, result: ChangeResult, done: string) {
  if (result.outcome === 'refused' && result.reason === 'not-found') throw notFound()
  const key = result.outcome === 'refused' ? `refused.${result.reason}` : `done.${done}`
  reply.flash(message(`sealed-room.${key}`, { most: mostExecutives }))
  return reply.redirect(href, 303)
}
