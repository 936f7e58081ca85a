import type { FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../domain/message.ts'
import { notFound } from '../../web/errors.ts'
import type { Errors } from '../../web/form.ts'
import { arrangeTeams, pathText, withAllBelow } from '../arrange-teams.ts'
import { breadcrumbTo } from '../breadcrumb.ts'
import { loadOrganisation } from '../load-organisation.ts'
import { countPeopleByTeam, hasOpenCheck, listTeams, type Organisation, type Team } from '../queries.ts'
import { teamAddress } from './forms.ts'
import { teamPage, teamsPage } from './pages.ts'

declare module 'fastify' {
  interface Session {
    /** The team removed last, until the list is opened again: for the way back. */
    removedTeam?: (Team & { readonly organisationId: string }) | undefined
  }
}

export const teamsRoom = ({ id }: Pick<Organisation, 'id'>) => `/app/organisations/${id}/teams`

type Typed = Readonly<Partial<Record<'name' | 'parentId', string>>>
export type TeamForm = { readonly typed: Typed; readonly errors: Errors }

export async function showTeams(request: FastifyRequest, reply: FastifyReply, { typed, errors }: TeamForm) {
  const organisation = await loadOrganisation(request)
  const [teams, sizes, isFrozen] = await Promise.all([
    listTeams(request.scope, organisation.id),
    countPeopleByTeam(request.scope, organisation.id),
    hasOpenCheck(request.scope, organisation.id),
  ])
  return reply.show(teamsPage, {
    title: reply.say(message('teams.list.title')),
    links: breadcrumbTo(reply, organisation),
    room: teamsRoom(organisation),
    isFrozen,
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

/** The team that the address names, if it is one of this organisation; else 404. */
export async function loadTeam(request: FastifyRequest) {
  const organisation = await loadOrganisation(request)
  const address = teamAddress.safeParse(request.params)
  if (!address.success) throw notFound()
  const teams = await listTeams(request.scope, organisation.id)
  const team = teams.find(({ id }) => id === address.data.teamId)
  if (team === undefined) throw notFound()
  return { organisation, teams, team }
}

export async function showTeam(request: FastifyRequest, reply: FastifyReply, { typed, errors }: TeamForm) {
  const { organisation, teams, team } = await loadTeam(request)
  const sizes = await countPeopleByTeam(request.scope, organisation.id)
  const people = sizes.find((size) => size.teamId === team.id)?.people ?? 0
  const inside = teams.filter(({ parentId }) => parentId === team.id).length
  const parent = teams.find(({ id }) => id === team.parentId)
  return reply.show(teamPage, {
    title: reply.say(message('teams.edit.title', { name: team.name })),
    links: [
      ...breadcrumbTo(reply, organisation),
      { href: teamsRoom(organisation), label: reply.say(message('teams.list.title')) },
    ],
    room: teamsRoom(organisation),
    address: `${teamsRoom(organisation)}/${team.id}`,
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
