import type { FastifyInstance } from 'fastify'
import type { Dependencies } from '../../web/dependencies.ts'

export async function teamRoutes(_app: FastifyInstance, _deps: Dependencies): Promise<void> {}
