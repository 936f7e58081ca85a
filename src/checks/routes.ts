import type { FastifyInstance } from 'fastify'
import type { Dependencies } from '../web/dependencies.ts'
import { contractRoutes } from './contract/routes.ts'
import { discardRoutes } from './discard/routes.ts'
import { cardRoutes } from './invitations/card-routes.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { openLinkRoutes } from './open-link/routes.ts'
import { overviewRoutes } from './overview/routes.ts'
import { setUpRoutes } from './set-up/routes.ts'
import { signOffRoutes } from './sign-off/routes.ts'

/** A round from its draft to its close. */
export async function checksRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  await app.register(setUpRoutes, deps)
  await app.register(signOffRoutes, deps)
  await app.register(overviewRoutes, deps)
  await app.register(contractRoutes, deps)
  await app.register(invitationRoutes, deps)
  await app.register(cardRoutes, deps)
  await app.register(openLinkRoutes, deps)
  await app.register(discardRoutes, deps)
}
