import type { FastifyInstance } from 'fastify'
import type { Dependencies } from '../../../web/dependencies.ts'
import { goalRoutes } from './goal-routes.ts'
import { interviewRoutes } from './interview-routes.ts'
import { linkRoutes } from './link-routes.ts'
import { manyRoutes } from './many-routes.ts'
import { markRoutes } from './mark-routes.ts'
import { printRoutes } from './print-routes.ts'
import { wordsRoutes } from './words-routes.ts'

/** The interviewer's room: goals, whom they are followed through, what was said, and the marks afterwards. */
export async function tracingRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  await app.register(goalRoutes, deps)
  await app.register(interviewRoutes, deps)
  await app.register(manyRoutes, deps)
  await app.register(wordsRoutes, deps)
  await app.register(markRoutes, deps)
  await app.register(linkRoutes, deps)
  await app.register(printRoutes, deps)
}
