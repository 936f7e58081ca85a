import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AccountScope, audit } from '../../access/require-account.ts'
import { inTransaction } from '../../database/scope.ts'
import { type Message, message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { type Errors, parseForm } from '../../web/form.ts'
import { loadOrganisation } from '../load-organisation.ts'
import { countPeopleByTeam, listTeams, lockOrganisation, type Organisation, type Team } from '../queries.ts'
import { judgeMerge, judgeRemoval, judgeTeam, type Verdict } from './change-team.ts'
import { mergeForm, teamForm } from './forms.ts'
import * as queries from './queries.ts'
import { loadTeam, showTeam, showTeams, teamsRoom } from './show-teams.ts'

const place = '/organisations/:organisationId/teams'
const untouched = { typed: {}, errors: {} }

export async function teamRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(place, (request, reply) => showTeams(request, reply, untouched))
  app.post(place, (request, reply) => addTeam(deps, request, reply))
  app.post(`${place}/restore`, (request, reply) => restoreTeam(deps, request, reply))
  app.get(`${place}/:teamId`, (request, reply) => showTeam(request, reply, untouched))
  app.post(`${place}/:teamId`, (request, reply) => changeTeam(deps, request, reply))
  app.post(`${place}/:teamId/merge`, (request, reply) => mergeTeam(deps, request, reply))
  app.post(`${place}/:teamId/remove`, (request, reply) => removeTeam(deps, request, reply))
}

async function addTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const form = parseForm(teamForm, request.body)
  if (!form.ok) return showTeams(request, reply.code(422), form)
  const team = { id: deps.random.uuid(), ...form.value }
  const verdict = await change(deps, request, {
    organisation,
    act: 'team-added',
    teamId: team.id,
    judge: (_scope, teams) => judgeTeam(teams, { ...team, id: null }),
    save: (scope) => queries.addTeam(scope, organisation.id, team),
  })
  if (verdict.outcome === 'refused') return showTeams(request, reply.code(422), again(team, verdict))
  return backToTeams(reply, organisation, message('teams.add.done', { name: team.name }))
}

async function changeTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { organisation, team } = await loadTeam(request)
  const form = parseForm(teamForm, request.body)
  if (!form.ok) return showTeam(request, reply.code(422), form)
  const changed = { id: team.id, ...form.value }
  const verdict = await change(deps, request, {
    organisation,
    act: 'team-changed',
    teamId: team.id,
    judge: (_scope, teams) => judgeTeam(teams, changed),
    save: (scope) => queries.changeTeam(scope, changed),
  })
  if (verdict.outcome === 'refused') return showTeam(request, reply.code(422), again(changed, verdict))
  return backToTeams(reply, organisation, message('teams.edit.done', { name: changed.name }))
}

async function mergeTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { organisation, team } = await loadTeam(request)
  const form = parseForm(mergeForm, request.body)
  const refuse = (errors: Errors) => showTeam(request, reply.code(422), { typed: {}, errors })
  if (!form.ok || form.value.confirmName.toLowerCase() !== team.name.toLowerCase()) {
    return refuse({ confirmName: message('teams.error.name-typed', { name: team.name }) })
  }
  const verdict = await change(deps, request, {
    organisation,
    act: 'team-merged',
    teamId: team.id,
    judge: (_scope, teams) => judgeMerge(teams, team.id),
    save: async (scope) => {
      await queries.moveContents(scope, team.id, team.parentId)
      await queries.removeTeam(scope, team.id)
    },
  })
  if (verdict.outcome === 'refused') return refuse({ [verdict.field]: verdict.reason })
  return backToTeams(reply, organisation, message('teams.merge.done', { name: team.name }))
}

async function removeTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { organisation, team } = await loadTeam(request)
  const verdict = await change(deps, request, {
    organisation,
    act: 'team-removed',
    teamId: team.id,
    judge: async (scope, teams) =>
      judgeRemoval(teams, await countPeopleByTeam(scope, organisation.id), team.id),
    save: (scope) => queries.removeTeam(scope, team.id),
  })
  if (verdict.outcome === 'refused') {
    return showTeam(request, reply.code(422), { typed: {}, errors: { [verdict.field]: verdict.reason } })
  }
  request.session.set('removedTeam', { ...team, organisationId: organisation.id })
  return reply.redirect(`${teamsRoom(organisation)}?removed=${team.id}`, 303)
}

async function restoreTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const removed = request.session.get('removedTeam') ?? null
  request.session.set('removedTeam', undefined)
  if (removed === null || removed.organisationId !== organisation.id) {
    return reply.redirect(teamsRoom(organisation), 303)
  }
  const verdict = await change(deps, request, {
    organisation,
    act: 'team-restored',
    teamId: removed.id,
    judge: (_scope, teams) => judgeTeam(teams, { ...removed, id: null }),
    save: (scope) => queries.addTeam(scope, organisation.id, removed),
  })
  const done = message('teams.restore.done', { name: removed.name })
  return backToTeams(reply, organisation, verdict.outcome === 'refused' ? verdict.reason : done)
}

type Change = {
  readonly organisation: Organisation
  readonly act: string
  readonly teamId: string
  readonly judge: (scope: AccountScope, teams: readonly Team[]) => Verdict | Promise<Verdict>
  readonly save: (scope: AccountScope) => Promise<void>
}

/** A change to the tree, judged and saved while nobody else changes the roster. */
function change(deps: Dependencies, request: FastifyRequest, given: Change): Promise<Verdict> {
  const { organisation, act, teamId, judge, save } = given
  return inTransaction(request.scope, async (scope) => {
    await lockOrganisation(scope, organisation.id)
    const verdict = await judge(scope, await listTeams(scope, organisation.id))
    if (verdict.outcome === 'refused') return verdict
    await save(scope)
    await audit(deps, scope, { act, subjectId: teamId })
    return verdict
  })
}

function again(
  { name, parentId }: Pick<Team, 'name' | 'parentId'>,
  { field, reason }: Extract<Verdict, { outcome: 'refused' }>,
) {
  return { typed: { name, parentId: parentId ?? '' }, errors: { [field]: reason } }
}

function backToTeams(reply: FastifyReply, organisation: Organisation, note: Message) {
  reply.flash(note)
  return reply.redirect(teamsRoom(organisation), 303)
}
