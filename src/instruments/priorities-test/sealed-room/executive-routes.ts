import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../../access/require-account.ts'
import { message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { notFound } from '../../../web/errors.ts'
import { type Errors, parseForm, typedText } from '../../../web/form.ts'
import { listExecutives } from '../queries.ts'
import { crumbsTo, idIn, roomHref, testOf } from '../test-of.ts'
import { breakSeal } from './break-seal.ts'
import { removeExecutive, renewLink } from './change-executives.ts'
import { executiveMail, wayOf } from './executive-mail.ts'
import { breakForm, reasonForm } from './forms.ts'
import { putMails } from './mail-queries.ts'
import { reasonPage, wayPage } from './pages.ts'
import { noteShown } from './queries.ts'
import { sendAll } from './send-mails.ts'
import { tell } from './tell.ts'
import { needsReason } from './test-rules.ts'

const path = '/checks/:checkId/priorities-test'

/** What happens to one executive, and the breaking of the seal. */
export async function executiveRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(`${path}/executives/:executiveId/remove`, (request, reply) => showRemove(request, reply, {}))
  app.post(`${path}/executives/:executiveId/remove`, (request, reply) => remove(deps, request, reply))
  app.post(`${path}/executives/:executiveId/new-link`, (request, reply) => renew(deps, request, reply))
  app.post(`${path}/executives/:executiveId/way`, (request, reply) => showWay(deps, request, reply))
  app.get(`${path}/break`, (request, reply) => showBreak(request, reply, {}))
  app.post(`${path}/break`, (request, reply) => breakNow(deps, request, reply))
}

async function executiveOf(request: FastifyRequest) {
  const { check, test } = await testOf(request)
  const id = idIn(request, 'executiveId')
  const executives = (await listExecutives(request.scope, check.id)).filter((one) => one.state !== 'removed')
  const executive = executives.find((one) => one.id === id)
  if (executive === undefined) throw notFound()
  return { check, test, executive, executives }
}

async function showRemove(request: FastifyRequest, reply: FastifyReply, errors: Errors) {
  const { check, executive, executives } = await executiveOf(request)
  const say = reply.say.bind(reply)
  return reply.show(reasonPage, {
    title: say(message('sealed-room.remove.title', { name: executive.name })),
    isTrial: check.isTrial,
    links: crumbsTo(check, say),
    checkId: check.id,
    lead: message(executive.state === 'sealed' ? 'sealed-room.remove.sealed' : 'sealed-room.remove.lead'),
    points: [],
    action: `${roomHref(check)}/executives/${executive.id}/remove`,
    asksReason: needsReason(executives),
    ...{ checkName: null, typedName: '' },
    label: message('sealed-room.remove.reason'),
    confirm: message('sealed-room.remove.confirm'),
    typed: typedText(request.body).reason ?? '',
    errors,
  })
}

async function remove(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { check, executive } = await executiveOf(request)
  const form = parseForm(reasonForm, request.body)
  if (!form.ok) return showRemove(request, reply.code(422), form.errors)
  const order = { checkId: check.id, id: executive.id, reason: form.value.reason }
  const result = await removeExecutive(deps, request.scope, order)
  if (result.outcome === 'refused' && result.reason === 'reason-needed')
    return showRemove(request, reply.code(422), { reason: message('sealed-room.refused.reason-needed') })
  return tell(reply, roomHref(check), result, 'removed')
}

async function renew(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { check, executive } = await executiveOf(request)
  const place = { checkId: check.id, id: executive.id }
  const result = await renewLink(deps, request.scope, place)
  if (result.outcome === 'changed') {
    const order = { checkId: check.id, kind: 'invitation', hasMailer: deps.mailer !== null } as const
    const ids = await putMails(request.scope, { ...order, only: executive.id })
    const { workspaceId } = request.scope
    await sendAll(
      deps,
      ids.map((executiveId) => ({ workspaceId, checkId: check.id, executiveId })),
    )
  }
  return tell(reply, roomHref(check), result, 'renewed')
}

/** Only for who cannot be reached by mail: each look is noted, and the executive's page tells of it. */
async function showWay(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { check, test, executive } = await executiveOf(request)
  const testKeys = deps.keys.tests.keysOf(check.id)
  const isHeld = executive.mailState === 'held' && executive.state === 'invited'
  if (test.state !== 'open' || !isHeld || testKeys === null) throw notFound()
  const place = { checkId: check.id, id: executive.id }
  await noteShown(request.scope, place)
  await audit(deps, request.scope, {
    act: 'executive-link-shown',
    subjectId: check.id,
    details: { executive: executive.id },
  })
  const say = reply.say.bind(reply)
  const way = wayOf(deps, { test, testKeys, executive })
  const { subject, text } = executiveMail(deps, check, { kind: 'invitation', executive, way })
  return reply.show(wayPage, {
    title: say(message('sealed-room.way.title', { name: executive.name })),
    isTrial: check.isTrial,
    links: crumbsTo(check, say),
    checkId: check.id,
    to: executive.email === null ? executive.name : `${executive.name} <${executive.email}>`,
    ...way,
    hasAddress: executive.email !== null,
    letter: { subject, text },
  })
}

async function showBreak(request: FastifyRequest, reply: FastifyReply, errors: Errors) {
  const { check, test } = await testOf(request)
  if (test.state !== 'open') return reply.redirect(roomHref(check), 303)
  const executives = await listExecutives(request.scope, check.id)
  const missing = executives.filter(({ state }) => state === 'invited').map(({ name }) => name)
  const say = reply.say.bind(reply)
  const point = (name: string, values = {}) => message(`sealed-room.break.${name}`, values)
  return reply.show(reasonPage, {
    title: say(point('title')),
    isTrial: check.isTrial,
    links: crumbsTo(check, say),
    checkId: check.id,
    lead: point(missing.length === 0 ? 'all-in' : 'early', { count: missing.length }),
    points: [
      ...(missing.length === 0 ? [] : [point('missing', { names: missing.join(', ') })]),
      ...['final', 'read', 'recorded'].map((name) => point(name)),
    ],
    action: `${roomHref(check)}/break`,
    asksReason: missing.length > 0,
    checkName: check.name,
    typedName: typedText(request.body).name ?? '',
    label: point('reason'),
    confirm: point('confirm'),
    typed: typedText(request.body).reason ?? '',
    errors,
  })
}

async function breakNow(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { check } = await testOf(request)
  const form = parseForm(breakForm, request.body)
  if (!form.ok) return showBreak(request, reply.code(422), form.errors)
  if (form.value.name.trim() !== check.name)
    return showBreak(request, reply.code(422), { name: message('sealed-room.break.wrong-name') })
  const result = await breakSeal(deps, request.scope, { check, reason: form.value.reason })
  if (result.outcome === 'refused' && result.reason === 'reason-needed')
    return showBreak(request, reply.code(422), { reason: message('sealed-room.refused.reason-needed') })
  reply.flash(
    message(result.outcome === 'broken' ? 'sealed-room.done.broken' : `sealed-room.refused.${result.reason}`),
  )
  return reply.redirect(roomHref(check), 303)
}
