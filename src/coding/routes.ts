import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../access/require-account.ts'
import { message } from '../domain/message.ts'
import type { Dependencies } from '../web/dependencies.ts'
import type { Coder } from './coding.ts'
import { type AskedStep, isEvent, readStep, type View, viewQuery } from './forms.ts'
import { freezeRoutes } from './freeze.ts'
import { deskPage } from './pages.ts'
import { findCoding, keepEvent } from './queries.ts'
import { type CodingRoom, codingPath, frameOf, placeOf, roomOf } from './room.ts'
import { type Attempt, backOf, codingHref, noAttempt, showDesk } from './show-desk.ts'

/** Two coders' screens for everything that is coded, and the freezing of what they made. */
export async function codingRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  for (const [path, coder] of [
    [codingPath, 'lead'],
    [`${codingPath}/second`, 'second'],
  ] as const) {
    app.get(path, async (request, reply) => drawDesk(request, reply, await roomOf(deps, request, coder)))
    app.post(path, (request, reply) => takeStep(deps, coder, { request, reply }))
  }
  await app.register(freezeRoutes, deps)
}

async function drawDesk(
  request: FastifyRequest,
  reply: FastifyReply,
  room: CodingRoom,
  attempt: Attempt = noAttempt,
) {
  const say = reply.say.bind(reply)
  const { subject, check, coder, kept, wait } = room
  const view = viewOf(room, request)
  const isHandOver = asksHandOver(room, request)
  const desk = { subject, checkId: check.id, coder, view, attempt }
  const state = kept?.coding.isFrozen === true && coder === 'lead' ? subject.frozen : leadOf(room)
  return reply.show(deskPage, {
    ...frameOf(room, reply),
    lead: say(state),
    wait: wait === null ? null : { text: say(wait), back: backOf(subject, check.id, say) },
    handOver: isHandOver ? { href: `${codingHref(check.id, subject)}/second?handedOver=yes` } : null,
    desk: kept === null || wait !== null || isHandOver ? null : showDesk({ ...desk, kept }, say),
  })
}

// Where nothing can be decided any more there is nothing to do: all is shown.
function viewOf({ coder, kept }: CodingRoom, { query }: FastifyRequest): View {
  const view = viewQuery.parse(query)
  const isOver = coder === 'lead' ? kept?.coding.isFrozen : kept?.coding.isCompared
  return view.show === '' ? { ...view, show: isOver === true ? 'all' : 'open' } : view
}

function leadOf({ coder, subject, kept }: CodingRoom) {
  if (coder === 'lead') return subject.about
  return message(kept?.coding.isCompared === true ? 'coding.second.done' : 'coding.second.about')
}

// The second coder must be another person. On the account of the first the product can only ask.
function asksHandOver({ coder, kept }: CodingRoom, { query, scope }: FastifyRequest): boolean {
  if (coder === 'lead' || kept === null || viewQuery.parse(query).handedOver === 'yes') return false
  const has = (who: Coder) =>
    kept.events.some((event) => event.coder === who && event.accountId === scope.accountId)
  return has('lead') && !has('second')
}

type Asking = { readonly request: FastifyRequest; readonly reply: FastifyReply }

async function takeStep(deps: Dependencies, coder: Coder, { request, reply }: Asking) {
  const room = await roomOf(deps, request, coder)
  if (room.kept === null || room.wait !== null) return drawDesk(request, reply.code(409), room)
  const asked = readStep(request.body, coder, deps.random.uuid)
  if (!isEvent(asked.event)) {
    const attempt = attemptOf(asked, { problem: asked.event })
    return drawDesk(request, reply.code(422), room, attempt)
  }
  const kept = await keepEvent(request.scope, {
    ...placeOf(room),
    revision: asked.form.revision,
    event: asked.event,
    accountId: request.scope.accountId,
    now: deps.now(),
  })
  if (kept.outcome === 'kept') return goOn(deps, room, { request, reply }, asked)
  const fresh = { ...room, kept: await findCoding(request.scope, placeOf(room)) }
  const isBehind = kept.outcome === 'stale'
  const problem = kept.outcome === 'refused' ? kept.reason : null
  return drawDesk(request, reply.code(isBehind ? 409 : 422), fresh, attemptOf(asked, { isBehind, problem }))
}

// A script asks for the page at once; a form is sent on, so that a reload does not repeat the step.
async function goOn(deps: Dependencies, room: CodingRoom, { request, reply }: Asking, { form }: AskedStep) {
  if (form.act === 'finish')
    await audit(deps, request.scope, {
      act: 'second-coder-done',
      subjectId: room.check.id,
      details: { coding: room.subject.code },
    })
  if (request.headers['x-live'] !== 'yes') return reply.redirect(request.url, 303)
  return drawDesk(request, reply, { ...room, kept: await findCoding(request.scope, placeOf(room)) })
}

function attemptOf({ form }: AskedStep, why: Partial<Pick<Attempt, 'isBehind' | 'problem'>>): Attempt {
  const { texts, theme, name, suggestion } = form
  return { ...noAttempt, ...why, texts, theme, name, suggestion }
}
