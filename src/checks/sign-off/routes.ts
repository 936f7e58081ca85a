import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Dependencies } from '../../web/dependencies.ts'
import { checkOf } from '../find-check.ts'
import type { CheckRecord } from '../queries.ts'
import { askOpening } from './ask-opening.ts'
import { defineOpening } from './define-opening.ts'
import { stateOfOpening } from './opening-queries.ts'
import { signOffPage } from './pages.ts'
import { prospectOf } from './prospect.ts'
import { type ShownRefusal, signOffView } from './sign-off-view.ts'

const openForm = z.object({ mark: z.string().catch('') })

/** The last look before a check is opened, and the opening. */
export async function signOffRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  defineOpening(deps)

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    given: { readonly check: CheckRecord; readonly refused: ShownRefusal | null },
  ) => {
    const { check, refused } = given
    const prospect = await prospectOf(deps, request.scope, check)
    return reply.show(signOffPage, signOffView(deps, { check, prospect, locale: request.locale }, refused))
  }

  app.get('/checks/:checkId/sign-off', async (request, reply) => {
    const check = await checkOf(request)
    const state = await stateOfOpening(request.scope, check.id)
    if (state === 'opened' || state === 'under-way') return reply.redirect(`/app/checks/${check.id}`, 303)
    return show(request, reply, { check, refused: shownRefusals[state] })
  })

  app.post('/checks/:checkId/open', async (request, reply) => {
    const check = await checkOf(request)
    const { mark } = openForm.parse(request.body ?? {})
    const asked = await askOpening(deps, request.scope, { check, mark })
    const refused = asked.outcome === 'refused' ? asked.reason : shownRefusals[asked.state]
    if (refused !== null && refused !== 'not-draft') return show(request, reply.code(409), { check, refused })
    if (asked.outcome === 'asked' && asked.state === 'opened')
      reply.flash({ key: 'checks.opened', values: { name: check.name } })
    return reply.redirect(`/app/checks/${check.id}`, 303)
  })
}

/** What stands against opening by itself is said anyway; else something has changed. */
const shownRefusals = {
  refused: 'changed',
  failed: 'failed',
  opened: null,
  'under-way': null,
  gone: null,
} as const
