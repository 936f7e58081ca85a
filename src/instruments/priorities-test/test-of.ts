import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CheckRecord, findCheck } from '../../checks/queries.ts'
import { type Message, message } from '../../domain/message.ts'
import { notFound } from '../../web/errors.ts'
import { findTest, type TestRecord } from './queries.ts'

/** The check of the address; a page "not found" for ids of other workspaces and for what is no id. */
export async function checkOf(request: FastifyRequest): Promise<CheckRecord> {
  const check = await findCheck(request.scope, idIn(request, 'checkId'))
  if (check === undefined) throw notFound()
  return check
}

export function idIn(request: FastifyRequest, name: string): string {
  const id = z.uuid().safeParse((request.params as Record<string, unknown>)[name])
  if (!id.success) throw notFound()
  return id.data
}

/** A check with its test; not found where it has none. */
export async function testOf(
  request: FastifyRequest,
): Promise<{ readonly check: CheckRecord; readonly test: TestRecord }> {
  const check = await checkOf(request)
  const test = await findTest(request.scope, check.id)
  if (test === null) throw notFound()
  return { check, test }
}

export function roomHref({ id }: Pick<CheckRecord, 'id'>): string {
  return `/app/checks/${id}/priorities-test`
}

/** Organisation, check, and below the room's first page the room. */
export function crumbsTo(check: CheckRecord, say: (text: Message) => string, isBelow = true) {
  const above = [
    { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
    { href: `/app/checks/${check.id}`, label: check.name },
  ]
  const room = { href: roomHref(check), label: say(message('priorities-test.name')) }
  return isBelow ? [...above, room] : above
}
