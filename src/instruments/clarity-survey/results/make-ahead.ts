import type { FastifyReply, FastifyRequest } from 'fastify'
import { checkOf } from './check-of.ts'
import { heatChoice } from './forms.ts'
import { makeResults } from './make-results.ts'

const overview = '/app/checks/:checkId'

/**
 * An onResponse hook: once the overview of a closed check has been sent, its results are made while it is read, because
 * that is where the results are opened from. Charts and scores take longer than the whole page may.
 */
export async function makeResultsAhead(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.routeOptions.url !== overview || request.method !== 'GET' || reply.statusCode !== 200) return
  const check = await checkOf(request)
  const { table } = check
  if (table === null || table.groups.length === 0) return
  const voice = { say: reply.say.bind(reply), rule: table.rule, locale: request.locale }
  makeResults(check, table, voice, heatChoice.parse({}))
}
