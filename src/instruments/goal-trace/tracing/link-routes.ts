import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../../access/require-account.ts'
import { hashCode, hashToken, linkToken, typedCode } from '../../../collection/link.ts'
import { message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { goalAddress, headOf, homeOf, interviewOf } from './find.ts'
import { giveLink } from './link-queries.ts'
import { linkPage } from './pages.ts'
import { whoIs } from './words-of-trace.ts'

const address = '/checks/:checkId/goal-trace/interviews/:interviewId/link'

/** A link by which an interviewee types the answers: shown to the interviewer, who hands it over. */
export async function linkRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(address, (request, reply) => showLink(deps, request, reply))
  app.post(address, (request, reply) => makeLink(deps, request, reply))
}

async function showLink({ config, keys }: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { check, goal, interview } = await interviewOf(request)
  const say = reply.say.bind(reply)
  const who = say(whoIs(interview))
  const entrance = `${config.publicUrl}/t/${check.publicId}`
  const hasLink = interview.tokenHash !== null && interview.state === 'open'
  return reply.show(linkPage, {
    title: say(message('tracing.link.title', { who })),
    ...headOf(reply, check, goal),
    here: say(message('tracing.link.here')),
    interviewId: interview.id,
    who,
    name: interview.name === '' ? null : interview.name,
    isSent: interview.state === 'sent',
    given: hasLink
      ? { link: `${entrance}#${linkToken(keys, interview)}`, code: typedCode(keys, interview), entrance }
      : null,
    goalHref: goalAddress(goal),
  })
}

async function makeLink(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { check, interview } = await interviewOf(request)
  const { keys } = deps
  const next = { id: interview.id, generation: interview.generation + 1 }
  const made = await giveLink(request.scope, {
    checkId: check.id,
    old: interview,
    link: {
      generation: next.generation,
      tokenHash: hashToken(linkToken(keys, next)),
      codeHash: hashCode(keys, check.id, typedCode(keys, next)),
    },
  })
  if (made) await audit(deps, request.scope, { act: 'trace-link-made', subjectId: interview.id })
  return reply.redirect(`${homeOf(check.id)}/interviews/${interview.id}/link`, 303)
}
