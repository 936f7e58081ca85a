import type { FastifyReply } from 'fastify'
import { message } from '../domain/message.ts'
import type { Organisation } from './queries.ts'

export type Link = { readonly href: string; readonly label: string }

/** The way from the list of organisations to a room of this one. */
export function breadcrumbTo(
  reply: FastifyReply,
  { id, name }: Pick<Organisation, 'id' | 'name'>,
  ...further: readonly Link[]
): Link[] {
  return [
    { href: '/app/organisations', label: reply.say(message('organisations.list.title')) },
    { href: `/app/organisations/${id}`, label: name },
    ...further,
  ]
}
