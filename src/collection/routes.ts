import type { FastifyInstance } from 'fastify'
import { textsKeptDays } from '../domain/anonymity-contract.ts'
import { disclosureRules, smallestOpenGroup } from '../domain/disclosure/rules.ts'
import { kept, trustPage, viewers, waysToAnswer } from './pages.ts'

/** Public: who could learn what from an anonymous survey, in plain words. */
export async function trustRoutes(app: FastifyInstance): Promise<void> {
  app.get('/trust', async (_request, reply) => {
    const say = (key: string, values = {}) => reply.say({ key: `collection.trust.${key}`, values })
    return reply.show(trustPage, {
      title: say('title'),
      ways: waysToAnswer.map((way) => ({
        name: say(`ways.${way}.name`),
        text: say(`ways.${way}.text`, { open: smallestOpenGroup }),
      })),
      viewers: viewers.map((viewer) => ({
        who: say(`${viewer}.who`),
        sees: say(`${viewer}.sees`),
        not: say(`${viewer}.not`),
      })),
      smallest: disclosureRules.standard.k,
      smallestStrict: disclosureRules.strict.k,
      kept: kept.map((each) => ({
        what: say(`kept.${each}.what`),
        until: say(`kept.${each}.until`, { days: textsKeptDays }),
      })),
    })
  })
}
