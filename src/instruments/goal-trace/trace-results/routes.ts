import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../../domain/message.ts'
import { contribute } from '../contribute.ts'
import { listTracedGoals } from '../queries.ts'
import { scoreGoals } from '../scored-goals.ts'
import { checkOf, headOf, homeOf } from '../tracing/find.ts'
import { exhibitsOfAll, exhibitsOfGoal, leadOf, readableGoals } from './chapters.ts'
import { traceResultsPage } from './pages.ts'
import { showExhibit } from './show-exhibit.ts'

/** What came out of a check's traces: what the report prints, as far as it is known by now. */
export async function traceResultRoutes(app: FastifyInstance): Promise<void> {
  app.get('/checks/:checkId/goal-trace/results', showResults)
}

async function showResults(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const goals = await listTracedGoals(request.scope, check.id)
  const scored = readableGoals(scoreGoals(goals))
  const say = reply.say.bind(reply)
  const exhibits = scored.flatMap((one, at) => exhibitsOfGoal(one, at + 1))
  return reply.show(traceResultsPage, {
    title: say(message('trace-results.title', { check: check.name })),
    ...headOf(reply, check),
    here: say(message('trace-results.here')),
    home: homeOf(check.id),
    lead: scored.length === 0 ? null : leadOf(scored),
    exhibits: [...exhibits, ...(scored.length === 0 ? [] : exhibitsOfAll(scored))].map((exhibit) =>
      showExhibit(exhibit, say),
    ),
    unknowns: [...contribute({ version: 1, goals }).unknowns],
  })
}
