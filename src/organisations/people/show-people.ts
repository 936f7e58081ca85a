import type { FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../domain/message.ts'
import type { Errors } from '../../web/form.ts'
import type { Translator } from '../../web/i18n.ts'
import { arrangeTeams, pathText, withAllBelow } from '../arrange-teams.ts'
import { breadcrumbTo } from '../breadcrumb.ts'
import { languageName } from '../languages.ts'
import { hasOpenCheck, listTeams, type Organisation, type Team } from '../queries.ts'
import { type SearchQuery, searchQuery } from './forms.ts'
import { peoplePage, personPage } from './pages.ts'
import { type Person, searchPeople } from './queries.ts'

const peopleOnPage = 50

export const peopleRoom = ({ id }: Pick<Organisation, 'id'>) => `/app/organisations/${id}/people`

export async function showPeople(request: FastifyRequest, reply: FastifyReply, organisation: Organisation) {
  const query = searchQuery.parse(request.query)
  const { scope } = request
  const teams = await listTeams(scope, organisation.id)
  const { people, total } = await searchPeople(scope, organisation.id, {
    text: query.q,
    teamIds: query.team === null ? null : [...withAllBelow(teams, query.team)],
    leadersOnly: query.leaders,
    limit: peopleOnPage,
    offset: (query.page - 1) * peopleOnPage,
  })
  const paths = new Map(arrangeTeams(teams).map((team) => [team.id, pathText(team.path)]))
  return reply.show(peoplePage, {
    title: reply.say(message('people.list.title')),
    links: breadcrumbTo(reply, organisation),
    address: peopleRoom(organisation),
    room: `/app/organisations/${organisation.id}`,
    isFrozen: await hasOpenCheck(request.scope, organisation.id),
    isSearch: query.q !== '' || query.team !== null || query.leaders,
    removed: removedNote(request, reply, { organisation, query }),
    q: query.q,
    team: query.team ?? '',
    teams: teamChoices(teams, { value: '', label: reply.say(message('people.list.any-team')) }),
    leaders: query.leaders,
    total,
    people: people.map((person) => ({
      ...person,
      team: paths.get(person.teamId ?? '') ?? '',
      language: person.language === null ? '' : sayLanguage(reply, person.language),
    })),
    pager: pagerOf(reply, { address: peopleRoom(organisation), query, total }),
  })
}

function removedNote(
  request: FastifyRequest,
  reply: FastifyReply,
  { organisation, query }: { organisation: Organisation; query: SearchQuery },
) {
  const removed = request.session.get('removedPerson')
  if (removed === undefined || removed === null || removed.organisationId !== organisation.id) return null
  if (query.removed === removed.id)
    return { id: removed.id, text: reply.say(message('people.remove.done', { name: removed.name })) }
  request.session.set('removedPerson', undefined)
  return null
}

function pagerOf(
  reply: FastifyReply,
  { address, query, total }: { address: string; query: SearchQuery; total: number },
) {
  const pages = Math.max(1, Math.ceil(total / peopleOnPage))
  const link = (page: number) => {
    const kept = {
      q: query.q,
      team: query.team ?? '',
      leaders: query.leaders ? 'yes' : '',
      page: String(page),
    }
    return `${address}?${new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== ''))}`
  }
  return {
    text: reply.say(message('people.list.page', { page: query.page, pages, total })),
    previous: query.page > 1 ? link(Math.min(query.page - 1, pages)) : null,
    next: query.page < pages ? link(query.page + 1) : null,
  }
}

export type PersonForm = {
  readonly organisation: Organisation
  /** null: a new person. */
  readonly person: Person | null
  readonly typed: Readonly<Record<string, string>> | null
  readonly errors: Errors
  readonly translate: Translator
}

export async function showPerson(request: FastifyRequest, reply: FastifyReply, form: PersonForm) {
  const { organisation, person, typed, errors, translate } = form
  const teams = await listTeams(request.scope, organisation.id)
  const room = peopleRoom(organisation)
  // What nobody could have chosen has no name.
  const wanted = typed?.language ?? person?.language ?? ''
  const language = /^[a-z]{2,3}$/.test(wanted) ? wanted : ''
  const codes = [...new Set([...translate.locales, ...(language === '' ? [] : [language])])]
  return reply.show(personPage, {
    title: person === null ? reply.say(message('people.new.title')) : person.name,
    links: breadcrumbTo(reply, organisation, { href: room, label: reply.say(message('people.list.title')) }),
    address: person === null ? `${room}/new` : `${room}/${person.id}`,
    room,
    here: person === null ? reply.say(message('people.new.title')) : person.name,
    isNew: person === null,
    isFrozen: await hasOpenCheck(request.scope, organisation.id),
    submit: reply.say(message(person === null ? 'people.new.submit' : 'people.edit.submit')),
    errors,
    name: typed?.name ?? person?.name ?? '',
    email: typed?.email ?? person?.email ?? '',
    teamId: typed?.teamId ?? person?.teamId ?? '',
    teams: teamChoices(teams, {
      value: '',
      label: reply.say(message('people.form.no-team', { name: organisation.name })),
    }),
    isLeader: typed === null ? (person?.isLeader ?? false) : typed.isLeader === 'yes',
    language,
    languages: [
      { value: '', label: reply.say(message('people.form.no-language')) },
      ...codes.map((code) => ({ value: code, label: sayLanguage(reply, code) })),
    ],
  })
}

function teamChoices(teams: readonly Team[], first: { value: string; label: string }) {
  return [first, ...arrangeTeams(teams).map((team) => ({ value: team.id, label: pathText(team.path) }))]
}

function sayLanguage(reply: FastifyReply, code: string): string {
  return reply.say(message('organisations.choice', { value: languageName(reply.request.locale, code) }))
}
