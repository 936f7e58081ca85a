import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countRows } from '../../database/count-rows.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { checkOf } from '../find-check.ts'
import type { CheckRecord } from '../queries.ts'
import { type OpeningRefusal, openCheck, prospectOf } from './open-check.ts'
import { signOffPage } from './pages.ts'
import { signOffView } from './sign-off-view.ts'

const openForm = z.object({ mark: z.string().catch('') })

/** The last look before a check is opened, and the opening. */
export async function signOffRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    given: { readonly check: CheckRecord; readonly refused: OpeningRefusal | null },
  ) => {
    const { check, refused } = given
    const prospect = await prospectOf(deps, request.scope, check)
    return reply.show(signOffPage, signOffView(deps, { check, prospect, locale: request.locale }, refused))
  }

  app.get('/checks/:checkId/sign-off', async (request, reply) => {
    const check = await checkOf(request)
    if (check.status !== 'draft') return reply.redirect(`/app/checks/${check.id}`, 303)
    return show(request, reply, { check, refused: null })
  })

  app.post('/checks/:checkId/open', async (request, reply) => {
    const check = await checkOf(request)
    const { mark } = openForm.parse(request.body ?? {})
    const result = await openCheck(deps, request.scope, { checkId: check.id, mark })
    if (result.outcome === 'opened') {
      const { id: checkId } = check
      await countRows(deps.db)
      await deps.jobs.send('send-messages', {
        workspaceId: request.scope.workspaceId,
        checkId,
        batchId: result.batchId,
      })
      reply.flash({ key: 'checks.opened', values: { name: check.name } })
      return reply.redirect(`/app/checks/${check.id}`, 303)
    }
    if (result.reason === 'not-draft') return reply.redirect(`/app/checks/${check.id}`, 303)
    return show(request, reply.code(409), { check, refused: result.reason })
  })
}
