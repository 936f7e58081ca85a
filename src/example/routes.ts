import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Dependencies } from '../web/dependencies.ts'
import { loadExample } from './load-example.ts'
import { exampleWaitPage } from './pages.ts'
import { findExample } from './queries.ts'

const secondsBetweenLooks = 2

/** One click makes the example organisation; a second click leads to it. */
export async function exampleRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const ids = z.object({ workspaceId: z.uuid(), accountId: z.uuid() })
  deps.jobs.define('load-example', ids, (who) => loadExample(deps, { db: deps.db, ...who }))

  app.post('/example', async (request, reply) => {
    const { workspaceId, accountId } = request.scope
    await deps.jobs.send('load-example', { workspaceId, accountId }, { singletonKey: workspaceId })
    return reply.redirect('/app/example', 303)
  })

  app.get('/example', async (request, reply) => {
    const example = await findExample(request.scope)
    if (example?.isReady === true) return reply.redirect(`/app/organisations/${example.id}`, 303)
    reply.header('refresh', String(secondsBetweenLooks))
    return reply.show(exampleWaitPage, { title: reply.say({ key: 'example.title' }) })
  })
}
