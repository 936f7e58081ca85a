import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { typedCode } from '../../collection/link.ts'
import { inTransaction } from '../../database/scope.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { notFound } from '../../web/errors.ts'
import { checkOf, idIn } from '../find-check.ts'
import { invitationMail, linkOf, sampleMail } from './invitation-mail.ts'
import { inviteJoiner } from './invite-joiner.ts'
import { findMessage, listOutbox, messageStates, releaseHeld, retryFailed } from './message-queries.ts'
import { messagesView } from './messages-view.ts'
import { messagePage, messagesPage, outboxPage } from './pages.ts'
import { remind } from './remind.ts'
import { renewLink } from './renew-link.ts'
import { defineSending, startSending } from './sending.ts'

const listQuery = z.object({
  show: z.enum(messageStates).nullable().catch(null).default(null),
  from: z.coerce.number().int().min(0).max(10_000_000).catch(0).default(0),
})
const personForm = z.object({ personId: z.uuid() })
const invitationForm = z.object({ invitationId: z.uuid() })

/** Invitations, reminders and the outbox. */
export async function invitationRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  defineSending(deps)

  app.get('/checks/:checkId/messages', async (request, reply) => {
    const check = await checkOf(request)
    if (check.status === 'draft') return reply.redirect(`/app/checks/${check.id}`, 303)
    const filter = listQuery.parse(request.query)
    const view = await messagesView(deps, request.scope, { check, filter, locale: request.locale })
    return reply.show(messagesPage, view)
  })

  app.get('/checks/:checkId/messages/:messageId', async (request, reply) => {
    const check = await checkOf(request)
    const found = await findMessage(request.scope, check.id, idIn(request, 'messageId'))
    if (found === undefined) throw notFound()
    const { personName, address, language, invitationId, generation } = found
    const link = { id: invitationId, generation }
    const isOnScreen = found.status === 'held' && check.isTrial
    const { subject, text } = isOnScreen
      ? invitationMail(deps, check, { kind: 'invitation', personName, language, link })
      : sampleMail(deps, check, personName)
    const way = {
      href: linkOf(deps, check, link),
      code: typedCode(deps.keys, link),
    }
    return reply.show(messagePage, {
      title: reply.say({ key: 'checks.message.title', values: { name: personName } }),
      isTrial: check.isTrial,
      links: [
        { href: `/app/checks/${check.id}`, label: check.name },
        { href: `/app/checks/${check.id}/messages`, label: reply.say({ key: 'checks.messages.title' }) },
      ],
      to: address === null ? personName : `${personName} <${address}>`,
      subject,
      text,
      way: isOnScreen ? way : null,
    })
  })

  app.post('/checks/:checkId/remind', async (request, reply) => {
    const { id: checkId } = await checkOf(request)
    const result = await remind(deps, request.scope, checkId)
    if (result.outcome === 'refused') reply.flash({ key: `checks.remind.${result.reason}` })
    else {
      const { workspaceId } = request.scope
      await startSending(deps, { workspaceId, checkId, batchIds: [result.batchId] })
      reply.flash({ key: result.isHeld ? 'checks.remind.held' : 'checks.remind.made' })
    }
    return reply.redirect(`/app/checks/${checkId}`, 303)
  })

  app.post('/checks/:checkId/messages/send', async (request, reply) => {
    const { id: checkId } = await checkOf(request)
    if (deps.mailer === null) reply.flash({ key: 'checks.messages.no-smtp' })
    else {
      const batchIds = await inTransaction(request.scope, (scope) => releaseHeld(scope, checkId, deps.now()))
      await startSending(deps, { workspaceId: request.scope.workspaceId, checkId, batchIds })
    }
    return reply.redirect(`/app/checks/${checkId}/messages`, 303)
  })

  app.post('/checks/:checkId/messages/retry', async (request, reply) => {
    const { id: checkId } = await checkOf(request)
    const batchIds = await inTransaction(request.scope, (scope) => retryFailed(scope, checkId, deps.now()))
    await startSending(deps, { workspaceId: request.scope.workspaceId, checkId, batchIds })
    return reply.redirect(`/app/checks/${checkId}/messages`, 303)
  })

  app.post('/checks/:checkId/messages/new-link', async (request, reply) => {
    const { id: checkId } = await checkOf(request)
    const form = invitationForm.safeParse(request.body)
    if (!form.success) throw notFound()
    const result = await renewLink(deps, request.scope, { checkId, ...form.data })
    if (result.outcome === 'refused' && result.reason === 'not-found') throw notFound()
    if (result.outcome === 'renewed' && result.batchId === null) {
      reply.flash({ key: 'checks.messages.renewed-card' })
      return reply.redirect(`/app/checks/${checkId}/cards`, 303)
    }
    if (result.outcome === 'refused') reply.flash({ key: 'checks.remind.not-open' })
    else {
      const batchIds = result.batchId === null ? [] : [result.batchId]
      await startSending(deps, { workspaceId: request.scope.workspaceId, checkId, batchIds })
      reply.flash({ key: `checks.messages.${deps.mailer === null ? 'renewed-held' : 'renewed'}` })
    }
    return reply.redirect(`/app/checks/${checkId}/messages`, 303)
  })

  app.post('/checks/:checkId/messages/joiner', async (request, reply) => {
    const { id: checkId } = await checkOf(request)
    const form = personForm.safeParse(request.body)
    if (!form.success) throw notFound()
    const result = await inviteJoiner(deps, request.scope, { checkId, ...form.data })
    if (result.outcome === 'refused' && result.reason === 'not-found') throw notFound()
    if (result.outcome === 'refused') reply.flash({ key: `checks.joiner.${result.reason}` })
    else {
      const { batchId, unitName } = result
      const batchIds = batchId === null ? [] : [batchId]
      await startSending(deps, { workspaceId: request.scope.workspaceId, checkId, batchIds })
      reply.flash({ key: 'checks.joiner.invited', values: { unit: unitName } })
    }
    return reply.redirect(`/app/checks/${checkId}/messages`, 303)
  })

  app.get('/outbox', async (request, reply) => {
    const rows = await listOutbox(request.scope)
    return reply.show(outboxPage, {
      title: reply.say({ key: 'checks.outbox.title' }),
      hasMail: deps.mailer !== null,
      rows: rows.map(({ counts, status, ...row }) => ({
        ...row,
        ...counts,
        state: reply.say({ key: `checks.state.${status}` }),
      })),
    })
  })
}
