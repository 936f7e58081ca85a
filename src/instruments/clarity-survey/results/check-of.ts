import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Message, message } from '../../../domain/message.ts'
import { notFound } from '../../../web/errors.ts'
import { findSurveyCheck, type SurveyCheck } from './queries.ts'

const parameters = z.object({ checkId: z.uuid() })

/** The check of the address; a page "not found" for ids of other workspaces and for what is no id. */
export async function checkOf(request: FastifyRequest): Promise<SurveyCheck> {
  const parsed = parameters.safeParse(request.params)
  const check = parsed.success ? await findSurveyCheck(request.scope, parsed.data.checkId) : null
  if (check === null) throw notFound()
  return check
}

export type Crumb = { readonly href: string; readonly label: string }

/** Organisation, check, and below the survey's first page its results. */
export function crumbsOf(check: SurveyCheck, say: (text: Message) => string, isBelow = true): Crumb[] {
  const above = [
    { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
    { href: `/app/checks/${check.id}`, label: check.name },
  ]
  const results = { href: `/app/checks/${check.id}/survey`, label: say(message('results.crumb')) }
  return isBelow ? [...above, results] : above
}
