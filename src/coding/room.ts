import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CheckRecord, findCheck } from '../checks/queries.ts'
import { type Message, message } from '../domain/message.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { notFound } from '../web/errors.ts'
import type { Coder } from './coding.ts'
import { findCoding, type KeptCoding } from './queries.ts'
import type { CodingSubject } from './subject.ts'
import { codingSubjects } from './subjects.ts'

export const codingPath = '/checks/:checkId/coding/:subject'

const address = z.object({ checkId: z.uuid(), subject: z.string() })

export type CodingRoom = {
  readonly subject: CodingSubject
  readonly check: CheckRecord
  readonly coder: Coder
  readonly kept: KeptCoding | null
  /** Why there is nothing to code, or nothing any more. */
  readonly wait: Message | null
}

/** What the address names; not found for other workspaces' checks and for what is never coded. */
export async function roomOf(
  deps: Dependencies,
  { params, scope }: FastifyRequest,
  coder: Coder,
): Promise<CodingRoom> {
  const named = address.safeParse(params)
  const subject = codingSubjects.find(({ code }) => code === named.data?.subject)
  const check = named.success ? await findCheck(scope, named.data.checkId) : undefined
  if (subject === undefined || check === undefined) throw notFound()
  const wait = await subject.prepare({ deps, scope, checkId: check.id })
  const kept = await findCoding(scope, { checkId: check.id, subject: subject.code })
  const isForgotten = kept?.start.isForgotten === true
  return { subject, check, coder, kept, wait: isForgotten ? message('coding.forgotten') : wait }
}

export function placeOf({ check, subject }: CodingRoom) {
  return { checkId: check.id, subject: subject.code }
}

export function frameOf({ subject, check }: CodingRoom, reply: FastifyReply) {
  const heading = reply.say(subject.title)
  return {
    title: reply.say(message('coding.title', { subject: heading, check: check.name })),
    isTrial: check.isTrial,
    checkId: check.id,
    crumbs: [
      { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
      { href: `/app/checks/${check.id}`, label: check.name },
    ],
    here: heading,
    heading,
    part: subject.back.path.startsWith('/survey') ? ('results' as const) : ('none' as const),
  }
}
