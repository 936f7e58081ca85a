import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../access/require-account.ts'
import { endInvitations, resumeInvitations } from '../../checks/invitations/queries.ts'
import { inTransaction } from '../../database/scope.ts'
import { message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { type Errors, parseForm, typedText } from '../../web/form.ts'
import { loadOrganisation } from '../load-organisation.ts'
import { listTeams, lockOrganisation, type Organisation } from '../queries.ts'
import { personForm } from './forms.ts'
import { leaverOf } from './leaver-of.ts'
import { loadPerson } from './load-person.ts'
import { findRivals, type Person, removePerson, savePerson } from './queries.ts'
import { peopleRoom, showPeople, showPerson } from './show-people.ts'

const place = '/organisations/:organisationId/people'

declare module 'fastify' {
  interface Session {
    /** The person removed last, until the list is opened again: for the way back. */
    removedPerson?: (Person & { readonly organisationId: string }) | undefined
  }
}

export async function peopleRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const { translate } = deps
  app.get(place, async (request, reply) => showPeople(request, reply, await loadOrganisation(request)))
  app.get(`${place}/new`, async (request, reply) => {
    const organisation = await loadOrganisation(request)
    return showPerson(request, reply, { organisation, person: null, typed: null, errors: {}, translate })
  })
  app.post(`${place}/new`, async (request, reply) => {
    const organisation = await loadOrganisation(request)
    return takePerson(deps, { request, reply, organisation, person: null })
  })
  app.post(`${place}/restore`, (request, reply) => restorePerson(deps, request, reply))
  app.get(`${place}/:personId`, async (request, reply) => {
    return showPerson(request, reply, { ...(await loadPerson(request)), typed: null, errors: {}, translate })
  })
  app.post(`${place}/:personId`, async (request, reply) => {
    return takePerson(deps, { request, reply, ...(await loadPerson(request)) })
  })
  app.post(`${place}/:personId/remove`, (request, reply) => dropPerson(deps, request, reply))
}

type Posted = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly organisation: Organisation
  readonly person: Person | null
}

async function takePerson(deps: Dependencies, { request, reply, organisation, person }: Posted) {
  const form = parseForm(personForm, request.body)
  const typed = typedText(request.body)
  const refuse = (errors: Errors) =>
    showPerson(request, reply.code(422), { organisation, person, typed, errors, translate: deps.translate })
  if (!form.ok) return refuse(form.errors)
  const changed = { id: person?.id ?? deps.random.uuid(), ...form.value }
  const act = person === null ? 'person-added' : 'person-changed'
  const saved = await keepPerson(deps, request, { organisation, person: changed, act })
  if (saved.outcome === 'refused') return refuse(saved.errors)
  const key = saved.hasNamesake ? 'people.edit.done-namesake' : 'people.edit.done'
  reply.flash(message(key, { name: changed.name }))
  return reply.redirect(peopleRoom(organisation), 303)
}

type Kept =
  | { readonly outcome: 'kept'; readonly hasNamesake: boolean }
  | { readonly outcome: 'refused'; readonly errors: Errors }

/** Saves a person while nobody else changes the roster; an address may stand in it once. */
function keepPerson(
  deps: Dependencies,
  request: FastifyRequest,
  given: { readonly organisation: Organisation; readonly person: Person; readonly act: string },
): Promise<Kept> {
  const { organisation, person, act } = given
  return inTransaction(request.scope, async (scope) => {
    await lockOrganisation(scope, organisation.id)
    const teams = await listTeams(scope, organisation.id)
    if (person.teamId !== null && !teams.some(({ id }) => id === person.teamId))
      return { outcome: 'refused', errors: { teamId: message('people.error.team') } }
    const rivals = await findRivals(scope, organisation.id, person)
    if (rivals.hasSameEmail)
      return { outcome: 'refused', errors: { email: message('people.error.email-taken') } }
    await savePerson(scope, organisation.id, person)
    if (act === 'person-restored') await resumeInvitations(scope, person.id)
    await audit(deps, scope, { act, subjectId: person.id })
    return { outcome: 'kept', hasNamesake: rivals.hasSameName }
  })
}

async function dropPerson(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { organisation, person } = await loadPerson(request)
  await inTransaction(request.scope, async (scope) => {
    await lockOrganisation(scope, organisation.id)
    await removePerson(scope, person.id)
    await endInvitations(scope, [leaverOf(deps.keys, person)])
    await audit(deps, scope, { act: 'person-removed', subjectId: person.id })
  })
  request.session.set('removedPerson', { ...person, organisationId: organisation.id })
  return reply.redirect(`${peopleRoom(organisation)}?removed=${person.id}`, 303)
}

async function restorePerson(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const removed = request.session.get('removedPerson')
  request.session.set('removedPerson', undefined)
  if (removed === undefined || removed === null || removed.organisationId !== organisation.id)
    return reply.redirect(peopleRoom(organisation), 303)
  const saved = await keepPerson(deps, request, { organisation, person: removed, act: 'person-restored' })
  const [problem] = saved.outcome === 'refused' ? Object.values(saved.errors) : []
  reply.flash(problem ?? message('people.restore.done', { name: removed.name }))
  return reply.redirect(peopleRoom(organisation), 303)
}
