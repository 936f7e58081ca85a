import type { FastifyInstance } from 'fastify'
import { countMissingKeys } from '../collection/missing-keys.ts'
import { assertReachable } from '../database/scope.ts'
import type { Dependencies } from './dependencies.ts'

export async function healthRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get('/healthz', async () => ({ status: 'up' }))
  app.get('/readyz', async (_request, reply) => {
    await assertReachable(deps.db)
    const checks = await countMissingKeys(deps)
    return checks === 0 ? { status: 'ready' } : reply.code(503).send({ status: 'keys-missing', checks })
  })
}
