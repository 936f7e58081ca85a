import type { FastifyInstance, FastifyReply } from 'fastify'
import { message } from '../../../domain/message.ts'
import { marks } from '../marks.ts'
import { elements } from '../reference.ts'
import { connections } from '../traced-goal.ts'
import { type GoalOfCheck, goalAddress, goalOf, interviewOf } from './find.ts'
import type { InterviewRecord } from './interview-queries.ts'
import { sheetPage } from './pages.ts'
import { openingScript } from './words-of-trace.ts'

const home = '/checks/:checkId/goal-trace'
const numbered = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

/** Interview forms for paper: a blank one, and one for each interview. */
export async function printRoutes(app: FastifyInstance): Promise<void> {
  app.get(`${home}/goals/:goalId/form`, async (request, reply) =>
    drawSheet(reply, { ...(await goalOf(request)), interview: null }),
  )
  app.get(`${home}/interviews/:interviewId/form`, async (request, reply) =>
    drawSheet(reply, await interviewOf(request)),
  )
}

type Sheet = GoalOfCheck & { readonly interview: InterviewRecord | null }

function drawSheet(reply: FastifyReply, { check, goal, interview }: Sheet) {
  const say = reply.say.bind(reply)
  return reply.show(sheetPage, {
    title: say(message('tracing.sheet.title', { goal: goal.name })),
    checkName: `${check.organisationName}, ${check.name}`,
    goalName: goal.name,
    role: interview?.role ?? null,
    level: interview === null ? null : say(message(`goal-trace.level.${interview.level}`)),
    team: interview?.team ?? null,
    script: openingScript(say),
    reference: elements
      .filter((element) => goal.reference[element].trim() !== '')
      .map((element) => ({
        name: say(message(`goal-trace.element.${element}`)),
        says: goal.reference[element],
      })),
    marks: marks.map((mark) => say(message(`goal-trace.mark.${mark}`))),
    connections: connections.map((one) => say(message(`goal-trace.connection.${one}`))),
    lines: { said: numbered(9), work: numbered(5) },
    wayBack: goalAddress(goal),
  })
}
