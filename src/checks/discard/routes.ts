import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { discardCheck, haveKeysGone, mayDiscard } from '../../collection/discard.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import type { Errors } from '../../web/form.ts'
import { checkOf } from '../find-check.ts'
import type { CheckRecord } from '../queries.ts'
import { discardPage } from './pages.ts'

const path = '/checks/:checkId/discard'
const discardForm = z.object({ name: z.string().trim().catch('') })

/** For a check that can no longer be counted, or that a restore has paused. */
export async function discardRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(path, async (request, reply) => {
    const check = await checkOf(request)
    const hasNoKeys = await haveKeysGone({ ...request.scope, keys: deps.keys }, check.id)
    if (!mayDiscard(check.status, hasNoKeys)) return reply.redirect(`/app/checks/${check.id}`, 303)
    return show(reply, { check, hasNoKeys, errors: {}, typed: '' })
  })

  app.post(path, async (request, reply) => {
    const check = await checkOf(request)
    const hasNoKeys = await haveKeysGone({ ...request.scope, keys: deps.keys }, check.id)
    if (!mayDiscard(check.status, hasNoKeys)) return reply.redirect(`/app/checks/${check.id}`, 303)
    const { name: typed } = discardForm.parse(request.body ?? {})
    if (typed !== check.name) {
      const errors = { name: { key: 'checks.discard.wrong-name' } }
      return show(reply.code(422), { check, hasNoKeys, errors, typed })
    }
    const { workspaceId, accountId } = request.scope
    const outcome = await discardCheck(deps, { workspaceId, accountId, checkId: check.id })
    if (outcome === 'discarded') reply.flash({ key: 'checks.discard.done', values: { name: check.name } })
    return reply.redirect(`/app/checks/${check.id}`, 303)
  })
}

type Shown = {
  readonly check: CheckRecord
  readonly hasNoKeys: boolean
  readonly errors: Errors
  readonly typed: string
}

function show(reply: FastifyReply, { check, hasNoKeys, errors, typed }: Shown) {
  return reply.show(discardPage, {
    title: reply.say({ key: 'checks.discard.title', values: { name: check.name } }),
    isTrial: check.isTrial,
    links: [
      { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
      { href: `/app/checks/${check.id}`, label: check.name },
    ],
    checkId: check.id,
    checkName: check.name,
    why: { key: `checks.stuck.${hasNoKeys ? 'no-keys' : 'paused'}.text` },
    errors,
    typed,
  })
}
