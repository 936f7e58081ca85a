import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound } from '../web/errors.ts'
import { type CheckRecord, findCheck } from './queries.ts'

/** The check that the address names; a page of its own for one that is not there or not theirs. */
export async function checkOf(request: FastifyRequest): Promise<CheckRecord> {
  const check = await findCheck(request.scope, idIn(request, 'checkId'))
  if (check === undefined) throw notFound()
  return check
}

/** An id in the address. What is no id at all is not found, either. */
export function idIn(request: FastifyRequest, name: string): string {
  const id = z.uuid().safeParse((request.params as Record<string, unknown>)[name])
  if (!id.success) throw notFound()
  return id.data
}
