import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Scope } from '../../../database/scope.ts'
import { organisationGroup, participation } from '../../../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import { notFound } from '../../../web/errors.ts'
import { formatDateTime } from '../../../web/helpers.ts'
import { nameOf } from '../own-items.ts'
import { checkOf, crumbsOf } from './check-of.ts'
import { heatChoice } from './forms.ts'
import { keep } from './keep.ts'
import { itemHrefIn, makeResults, scoresOf, surveyHref } from './make-results.ts'
import { itemPage, resultsPage } from './pages.ts'
import { findCoders, findRoundBefore, type SurveyCheck } from './queries.ts'
import { showDistribution, showGroups, showItemFacts } from './show-item.ts'
import { showItemHead } from './show-item-head.ts'
import { sayAll, showObstacles } from './show-obstacles.ts'
import { showOwnItems } from './show-own-items.ts'
import type { Voice } from './voice.ts'

/** What came out of a closed survey, from its released table and nothing else. */
export async function resultRoutes(app: FastifyInstance): Promise<void> {
  app.get('/checks/:checkId/survey', showSurvey)
  app.get('/checks/:checkId/survey/items/:code', showItem)
}

async function showSurvey(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const head = headOf(check, request, reply)
  const { table } = check
  const nothing = nothingIn(check)
  if (table === null || nothing !== null)
    return reply.show(resultsPage, {
      ...head,
      nothing: sayNothing(nothing, reply),
      results: null,
      heat: null,
      ...noCoding,
      roundsHref: null,
    })
  const before = await findRoundBefore(request.scope, check)
  const voice = { say: reply.say.bind(reply), rule: table.rule }
  const made = makeResults(
    check,
    table,
    { ...voice, locale: request.locale },
    heatChoice.parse(request.query),
  )
  return reply.show(resultsPage, {
    ...head,
    nothing: null,
    results: {
      ...made.results,
      own: showOwnItems({ table, scores: scoresOf(check, table) }, voice, {
        organisation: check.organisationName,
        itemHref: itemHrefIn(check),
      }),
      namedHref: check.recall === null && check.priorities.length > 0 ? codingHref(check, 'q1') : null,
    },
    heat: made.heat,
    ...(await showCoding(request.scope, check, { table, voice })),
    roundsHref: before === null ? null : `${surveyHref(check)}/rounds`,
  })
}

const noCoding = { namedCoders: null, obstacles: null, obstaclesHref: null }

// Outside of what is kept: a second coder may finish after the figures have been released.
async function showCoding(
  scope: Scope,
  check: SurveyCheck,
  { table, voice }: { readonly table: ReleasedTable; readonly voice: Voice },
) {
  const coders = await findCoders(scope, check)
  const later = check.recall?.agreed === undefined ? '' : voice.say(message('results.named.later'))
  return {
    namedCoders: check.recall === null ? null : `${later} ${sayAll(coders.named, voice)}`.trim(),
    obstacles: showObstacles(table, check.obstacles, { coders: coders.obstacles, voice }),
    obstaclesHref: check.obstacles === null ? codingHref(check, 'q2') : null,
  }
}

type Nothing = {
  readonly why: 'not-closed' | 'discarded' | 'too-few'
  readonly values: Record<string, number>
}

function nothingIn({ table, status }: SurveyCheck): Nothing | null {
  if (table === null) return { why: status === 'discarded' ? 'discarded' : 'not-closed', values: {} }
  if (table.groups.length > 0) return null
  return { why: 'too-few', values: { k: table.rule.k } }
}

function sayNothing(nothing: Nothing | null, reply: FastifyReply) {
  if (nothing === null) return null
  const part = (name: string) => reply.say(message(`results.nothing.${nothing.why}.${name}`, nothing.values))
  return { title: part('title'), text: part('text') }
}

async function showItem(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const { code } = request.params as { code: string }
  const { table } = check
  const at = table?.items.findIndex((item) => item.code === code) ?? -1
  if (table === null || table.groups.length === 0 || at === -1) throw notFound()
  const voice = { say: reply.say.bind(reply), rule: table.rule }
  const scores = scoresOf(check, table)
  const neighbour = (place: number) => {
    const other = table.items[place]
    return other === undefined
      ? null
      : { href: itemHrefIn(check)(other.code), label: voice.say(nameOf(table, other.code)) }
  }
  return reply.show(itemPage, {
    ...headOf(check, request, reply),
    title: voice.say(message('results.item.title', { item: nameOf(table, code), check: check.name })),
    crumbs: crumbsOf(check, voice.say),
    ...showItemHead({ table, code, organisation: check.organisationName }, voice),
    detailFrom: table.rule.detail,
    ...keep(['item', check.id, check.recall === null, request.locale, code], () => ({
      facts: showItemFacts({ table, scores, code }, voice),
      distribution: showDistribution({ table, code }, voice),
      groups: showGroups({ table, scores, code }, voice),
    })),
    previous: neighbour(at - 1),
    next: neighbour(at + 1),
  })
}

const codingHref = (check: SurveyCheck, subject: string): string =>
  `/app/checks/${check.id}/coding/${subject}`

function headOf(check: SurveyCheck, request: FastifyRequest, reply: FastifyReply) {
  const say = reply.say.bind(reply)
  const { closedAt, table } = check
  const state =
    table === null || closedAt === null
      ? message(`results.state.${check.status === 'discarded' ? 'discarded' : 'not-closed'}`)
      : closedState(check, request.locale)
  return {
    title: say(message('results.title', { check: check.name })),
    isTrial: check.isTrial,
    checkId: check.id,
    crumbs: crumbsOf(check, say, false),
    state: say(state),
  }
}

function closedState({ id, closedAt, timeZone, table }: SurveyCheck, locale: string): Message {
  const at = keep(['closed', id, timeZone, locale], () =>
    closedAt === null ? '' : formatDateTime(locale, closedAt, timeZone),
  )
  const when = { at, zone: timeZone }
  const everyone = table === null ? null : organisationGroup(table)
  if (table === null || everyone === null) return message('results.state.closed-empty', when)
  const { answered, invited } = participation(table, everyone)
  return message('results.state.closed', { ...when, answered, invited })
}
