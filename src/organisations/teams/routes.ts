import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type AccountScope, audit } from '../../access/require-account.ts'
import { inTransaction } from '../../database/scope.ts'
import { message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { notFound } from '../../web/errors.ts'
import { type Errors, parseForm } from '../../web/form.ts'
import { arrangeTeams, pathText, withAllBelow } from '../arrange-teams.ts'
import { loadOrganisation } from '../load-organisation.ts'
import {
  countPeopleByTeam,
  listRounds,
  listTeams,
  lockOrganisation,
  type Organisation,
  type Team,
} from '../queries.ts'
import { judgeMerge, judgeRemoval, judgeTeam, type Verdict } from './change-team.ts'
import { mergeForm, teamAddress, teamForm } from './forms.ts'
import { teamPage, teamsPage } from './pages.ts'
import * as queries from './queries.ts'

const place = '/organisations/:organisationId/teams'

declare module 'fastify' {
  interface Session {
    /** The team removed last, until the list is opened again: for the way back. */
    removedTeam?: (Team & { readonly organisationId: string }) | undefined
  }
}

export async function teamRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(place, async (request, reply) => {
    return showTeams(request, reply, { typed: {}, errors: {} })
  })
  app.post(place, (request, reply) => addTeam(deps, request, reply))
  app.post(`${place}/restore`, (request, reply) => restoreTeam(deps, request, reply))
  app.get(`${place}/:teamId`, (request, reply) => showTeam(request, reply, { typed: {}, errors: {} }))
  app.post(`${place}/:teamId`, (request, reply) => changeTeam(deps, request, reply))
  app.post(`${place}/:teamId/merge`, (request, reply) => mergeTeam(deps, request, reply))
  app.post(`${place}/:teamId/remove`, (request, reply) => removeTeam(deps, request, reply))
}

const roomOf = ({ id }: Pick<Organisation, 'id'>) => `/app/organisations/${id}/teams`

type Typed = Readonly<Partial<Record<'name' | 'parentId', string>>>
type Form = { readonly typed: Typed; readonly errors: Errors }

async function showTeams(request: FastifyRequest, reply: FastifyReply, { typed, errors }: Form) {
  const organisation = await loadOrganisation(request)
  const [teams, sizes, rounds] = await Promise.all([
    listTeams(request.scope, organisation.id),
    countPeopleByTeam(request.scope, organisation.id),
    listRounds(request.scope, organisation.id),
  ])
  return reply.show(teamsPage, {
    title: reply.say(message('teams.list.title')),
    links: linksTo(reply, organisation),
    room: roomOf(organisation),
    isFrozen: rounds.some(({ status }) => status === 'open'),
    removed: removedNote(request, reply, organisation),
    teams: arrangeTeams(teams, sizes).map((team) => ({ ...team, level: Math.min(team.level, 4) })),
    errors,
    name: typed.name ?? '',
    parentId: typed.parentId ?? '',
    parents: parentChoices(reply, { organisation, teams }),
  })
}

function removedNote(request: FastifyRequest, reply: FastifyReply, { id }: Organisation) {
  const removed = request.session.get('removedTeam')
  if (removed === undefined || removed === null || removed.organisationId !== id) return null
  const { removed: wanted } = request.query as { removed?: string }
  if (wanted !== removed.id) {
    request.session.set('removedTeam', undefined)
    return null
  }
  return { id: removed.id, text: reply.say(message('teams.remove.done', { name: removed.name })) }
}

function parentChoices(
  reply: FastifyReply,
  given: {
    readonly organisation: Organisation
    readonly teams: readonly Team[]
    readonly without?: ReadonlySet<string>
  },
) {
  const top = { value: '', label: reply.say(message('teams.form.top', { name: given.organisation.name })) }
  const others = arrangeTeams(given.teams)
    .filter((team) => given.without?.has(team.id) !== true)
    .map((team) => ({ value: team.id, label: pathText(team.path) }))
  return [top, ...others]
}

async function addTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const form = parseForm(teamForm, request.body)
  if (!form.ok) return showTeams(request, reply.code(422), form)
  const team = { id: deps.random.uuid(), ...form.value }
  const verdict = await behindLock(request.scope, organisation, async (scope, teams) => {
    const verdict = judgeTeam(teams, { ...team, id: null })
    if (verdict.outcome === 'refused') return verdict
    await queries.addTeam(scope, organisation.id, team)
    await audit(deps, scope, { act: 'team-added', subjectId: team.id })
    return verdict
  })
  if (verdict.outcome === 'refused') {
    const typed = { name: team.name, parentId: team.parentId ?? '' }
    return showTeams(request, reply.code(422), { typed, errors: { [verdict.field]: verdict.reason } })
  }
  reply.flash(message('teams.add.done', { name: team.name }))
  return reply.redirect(roomOf(organisation), 303)
}

/** A change to the tree, decided and saved while nobody else changes the roster. */
function behindLock(
  scope: AccountScope,
  organisation: Organisation,
  steps: (scope: AccountScope, teams: readonly Team[]) => Promise<Verdict>,
): Promise<Verdict> {
  return inTransaction(scope, async (scope) => {
    await lockOrganisation(scope, organisation.id)
    return steps(scope, await listTeams(scope, organisation.id))
  })
}

async function loadTeam(request: FastifyRequest) {
  const organisation = await loadOrganisation(request)
  const address = teamAddress.safeParse(request.params)
  if (!address.success) throw notFound()
  const teams = await listTeams(request.scope, organisation.id)
  const team = teams.find(({ id }) => id === address.data.teamId)
  if (team === undefined) throw notFound()
  return { organisation, teams, team }
}

async function showTeam(request: FastifyRequest, reply: FastifyReply, { typed, errors }: Form) {
  const { organisation, teams, team } = await loadTeam(request)
  const sizes = await countPeopleByTeam(request.scope, organisation.id)
  const people = sizes.find((size) => size.teamId === team.id)?.people ?? 0
  const inside = teams.filter(({ parentId }) => parentId === team.id).length
  const parent = teams.find(({ id }) => id === team.parentId)
  return reply.show(teamPage, {
    title: reply.say(message('teams.edit.title', { name: team.name })),
    links: [
      ...linksTo(reply, organisation),
      { href: roomOf(organisation), label: reply.say(message('teams.list.title')) },
    ],
    room: roomOf(organisation),
    address: `${roomOf(organisation)}/${team.id}`,
    errors,
    name: typed.name ?? team.name,
    parentId: typed.parentId ?? team.parentId ?? '',
    parents: parentChoices(reply, { organisation, teams, without: withAllBelow(teams, team.id) }),
    teamName: team.name,
    isEmpty: people + inside === 0,
    contents: message('teams.edit.contents', { people, teams: inside }),
    mergeInto: message('teams.merge.text', {
      name: team.name,
      parent: parent?.name ?? organisation.name,
      people,
      teams: inside,
    }),
  })
}

async function changeTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { organisation, team } = await loadTeam(request)
  const form = parseForm(teamForm, request.body)
  if (!form.ok) return showTeam(request, reply.code(422), form)
  const changed = { id: team.id, ...form.value }
  const verdict = await behindLock(request.scope, organisation, async (scope, teams) => {
    const verdict = judgeTeam(teams, changed)
    if (verdict.outcome === 'refused') return verdict
    await queries.changeTeam(scope, changed)
    await audit(deps, scope, { act: 'team-changed', subjectId: team.id })
    return verdict
  })
  if (verdict.outcome === 'refused') {
    const typed = { name: changed.name, parentId: changed.parentId ?? '' }
    return showTeam(request, reply.code(422), { typed, errors: { [verdict.field]: verdict.reason } })
  }
  reply.flash(message('teams.edit.done', { name: changed.name }))
  return reply.redirect(roomOf(organisation), 303)
}

async function mergeTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { organisation, team } = await loadTeam(request)
  const form = parseForm(mergeForm, request.body)
  const refuse = (errors: Errors) => showTeam(request, reply.code(422), { typed: {}, errors })
  if (!form.ok || form.value.confirmName.toLowerCase() !== team.name.toLowerCase()) {
    return refuse({ confirmName: message('teams.error.name-typed', { name: team.name }) })
  }
  const verdict = await behindLock(request.scope, organisation, async (scope, teams) => {
    const verdict = judgeMerge(teams, team.id)
    if (verdict.outcome === 'refused') return verdict
    await queries.moveContents(scope, team.id, team.parentId)
    await queries.removeTeam(scope, team.id)
    await audit(deps, scope, { act: 'team-merged', subjectId: team.id })
    return verdict
  })
  if (verdict.outcome === 'refused') return refuse({ [verdict.field]: verdict.reason })
  reply.flash(message('teams.merge.done', { name: team.name }))
  return reply.redirect(roomOf(organisation), 303)
}

async function removeTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { organisation, team } = await loadTeam(request)
  const verdict = await behindLock(request.scope, organisation, async (scope, teams) => {
    const verdict = judgeRemoval(teams, await countPeopleByTeam(scope, organisation.id), team.id)
    if (verdict.outcome === 'refused') return verdict
    await queries.removeTeam(scope, team.id)
    await audit(deps, scope, { act: 'team-removed', subjectId: team.id })
    return verdict
  })
  if (verdict.outcome === 'refused') {
    return showTeam(request, reply.code(422), { typed: {}, errors: { [verdict.field]: verdict.reason } })
  }
  request.session.set('removedTeam', { ...team, organisationId: organisation.id })
  return reply.redirect(`${roomOf(organisation)}?removed=${team.id}`, 303)
}

async function restoreTeam(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const removed = request.session.get('removedTeam')
  if (removed === undefined || removed === null || removed.organisationId !== organisation.id) {
    return reply.redirect(roomOf(organisation), 303)
  }
  request.session.set('removedTeam', undefined)
  const verdict = await behindLock(request.scope, organisation, async (scope, teams) => {
    const verdict = judgeTeam(teams, { ...removed, id: null })
    if (verdict.outcome === 'refused') return verdict
    await queries.addTeam(scope, organisation.id, removed)
    await audit(deps, scope, { act: 'team-restored', subjectId: removed.id })
    return verdict
  })
  reply.flash(
    verdict.outcome === 'refused' ? verdict.reason : message('teams.restore.done', { name: removed.name }),
  )
  return reply.redirect(roomOf(organisation), 303)
}

function linksTo(reply: FastifyReply, { id, name }: Organisation) {
  return [
    { href: '/app/organisations', label: reply.say(message('organisations.list.title')) },
    { href: `/app/organisations/${id}`, label: name },
  ]
}
