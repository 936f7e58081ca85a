import type { FastifyInstance } from 'fastify'
import { assertReachable } from '../database/scope.ts'
import type { Dependencies } from './dependencies.ts'

export async function healthRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get('/healthz', async () => ({ status: 'up' }))
  app.get('/readyz', async () => {
    await assertReachable(deps.db)
    return { status: 'ready' }
  })
}
