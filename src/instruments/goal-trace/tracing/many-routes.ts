import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Message, message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { typedText } from '../../../web/form.ts'
import { type Level, levels } from '../chain.ts'
import { refusalOf } from './arrange-chain.ts'
import { type GoalOfCheck, goalAddress, goalOf, headOf } from './find.ts'
import { holdingGoal } from './goal-queries.ts'
import { addInterview, listInterviews, nextPosition } from './interview-queries.ts'
import { manyPage } from './pages.ts'
import { readPeople } from './read-people.ts'
import { knownLanguage } from './words-of-trace.ts'

const address = '/checks/:checkId/goal-trace/goals/:goalId/interviews/many'

/** A whole chain at once, typed or pasted from a spreadsheet: all of it is taken, or nothing. */
export async function manyRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(address, async (request, reply) =>
    drawMany(reply, await goalOf(request), { text: '', error: null }),
  )
  app.post(address, (request, reply) => keepMany(deps, request, reply))
}

async function keepMany(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const found = await goalOf(request)
  const { check, goal } = found
  const { people: text = '' } = typedText(request.body)
  const kept = await holdingGoal(request.scope, goal.id, async (scope): Promise<number | Message> => {
    const existing = await listInterviews(scope, goal.id)
    const levelNames = namesOf(reply)
    const read = readPeople(text, { existing, levelNames, newId: () => deps.random.uuid() })
    if (read.outcome === 'refused') return read.reason
    const reason = refusalOf([...existing, ...read.people])
    if (reason !== null) return reason
    const language = knownLanguage(check.languages[0])
    for (const [at, person] of read.people.entries()) {
      const place = { checkId: check.id, goalId: goal.id, position: nextPosition(existing) + at }
      await addInterview(scope, { ...person, ...place, language })
    }
    return read.people.length
  })
  if (typeof kept !== 'number') return drawMany(reply.code(422), found, { text, error: kept })
  reply.flash(message('tracing.many.added', { count: kept }))
  return reply.redirect(goalAddress(goal), 303)
}

function namesOf(reply: FastifyReply): Record<Level, string> {
  return Object.fromEntries(
    levels.map((level) => [level, reply.say(message(`goal-trace.level.${level}`))]),
  ) as Record<Level, string>
}

type Typed = { readonly text: string; readonly error: Message | null }

function drawMany(reply: FastifyReply, { check, goal }: GoalOfCheck, { text, error }: Typed) {
  const say = reply.say.bind(reply)
  return reply.show(manyPage, {
    title: say(message('tracing.many.title')),
    ...headOf(reply, check, goal),
    here: say(message('tracing.many.title')),
    action: `${goalAddress(goal)}/interviews/many`,
    levels: Object.values(namesOf(reply)),
    text,
    errors: error === null ? {} : { people: error },
  })
}
