import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../../domain/message.ts'
import { listExecutives, loadPriorities } from '../queries.ts'
import { roomNav } from '../room-nav.ts'
import { crumbsTo, roomHref, testOf } from '../test-of.ts'
import { themeMatrix } from '../theme-matrix.ts'
import { coherencePage } from './pages.ts'
import { showCoherence } from './show-coherence.ts'

/** What the executives agree and disagree on, once the codebook is frozen. */
export async function coherenceRoutes(app: FastifyInstance): Promise<void> {
  app.get('/checks/:checkId/priorities-test/results', showResults)
}

async function showResults(request: FastifyRequest, reply: FastifyReply) {
  const { check, test } = await testOf(request)
  const say = reply.say.bind(reply)
  const loaded = await loadPriorities(request.scope, check.id)
  const coded = loaded?.test ?? null
  const workshop = loaded?.workshop ?? { agreed: [], notNow: [], decided: [] }
  const executives = await listExecutives(request.scope, check.id)
  const names = new Map(executives.map(({ id, name }) => [id, name]))
  const isEmpty = coded !== null && themeMatrix(coded).rows.length === 0
  const why = test.state === 'open' ? 'sealed' : coded === null ? 'not-coded' : isEmpty ? 'empty' : null
  return reply.show(coherencePage, {
    title: say(message('coherence.title', { check: check.name })),
    isTrial: check.isTrial,
    links: crumbsTo(check, say),
    checkId: check.id,
    nav: roomNav(check, 'results'),
    nothing:
      why === null
        ? null
        : {
            title: say(message(`coherence.nothing.${why}.title`)),
            text: say(message(`coherence.nothing.${why}.text`)),
            href:
              why === 'empty'
                ? null
                : why === 'sealed'
                  ? roomHref(check)
                  : `/app/checks/${check.id}/coding/priorities`,
            action: why === 'empty' ? null : say(message(`coherence.nothing.${why}.action`)),
          },
    results: coded === null || why !== null ? null : showCoherence({ test: coded, workshop, names }, say),
  })
}
