import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../../domain/message.ts'
import { checkOf, crumbsOf } from '../results/check-of.ts'
import { keep } from '../results/keep.ts'
import { findRoundBefore, type SurveyCheck } from '../results/queries.ts'
import { roundChanges } from '../round-change.ts'
import { roundsPage } from './pages.ts'
import { showGroupChanges, showOwnChange, showStaffChange } from './show-rounds.ts'

/** A closed check beside the one of the same organisation that closed last before it. */
export async function roundRoutes(app: FastifyInstance): Promise<void> {
  app.get('/checks/:checkId/survey/rounds', showRounds)
}

async function showRounds(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const before = await findRoundBefore(request.scope, check)
  const say = reply.say.bind(reply)
  const shown = compared(check, before, { say, locale: request.locale })
  const why = check.table === null ? 'not-closed' : before === null ? 'first' : 'no-group'
  return reply.show(roundsPage, {
    title: say(message('rounds.title', { check: check.name })),
    isTrial: check.isTrial,
    checkId: check.id,
    crumbs: crumbsOf(check, say),
    state: before === null ? '' : say(message('rounds.state', { now: check.name, before: before.name })),
    nothing:
      shown === null
        ? {
            title: say(message(`rounds.nothing.${why}.title`)),
            text: say(message(`rounds.nothing.${why}.text`)),
          }
        : null,
    staff: shown?.staff ?? null,
    own: shown?.own ?? null,
    groups: shown?.groups ?? null,
  })
}

type Reader = { readonly say: FastifyReply['say']; readonly locale: string }

function compared(check: SurveyCheck, before: SurveyCheck | null, { say, locale }: Reader) {
  const [now, last] = [check.table, before?.table ?? null]
  if (now === null || last === null || before === null) return null
  return keep(['rounds', check.id, before.id, locale, check.name, before.name], () => {
    const changes = roundChanges(now, last)
    if (changes.length === 0) return null
    const rounds = {
      now: { name: check.name, table: now },
      before: { name: before.name, table: last },
      changes,
    }
    const voice = { say, rule: now.rule }
    return {
      staff: showStaffChange(rounds, voice),
      own: showOwnChange(rounds, voice),
      groups: showGroupChanges(rounds, voice),
    }
  })
}
