import type { FastifyInstance } from 'fastify'
import { disclosureRules } from '../domain/disclosure/rules.ts'
import { trustPage, viewers } from './pages.ts'

/** Public: who could learn what from an anonymous survey, in plain words. */
export async function trustRoutes(app: FastifyInstance): Promise<void> {
  app.get('/trust', async (_request, reply) => {
    const say = (key: string) => reply.say({ key: `collection.trust.${key}` })
    return reply.show(trustPage, {
      title: say('title'),
      viewers: viewers.map((viewer) => ({
        who: say(`${viewer}.who`),
        sees: say(`${viewer}.sees`),
        not: say(`${viewer}.not`),
      })),
      smallest: disclosureRules.standard.k,
      smallestStrict: disclosureRules.strict.k,
    })
  })
}
