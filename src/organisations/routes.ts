import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../access/require-account.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { type Errors, parseForm } from '../web/form.ts'
import { arrangeTeams } from './arrange-teams.ts'
import { organisationForm } from './forms.ts'
import { languageName } from './languages.ts'
import { loadOrganisation } from './load-organisation.ts'
import { nextStep } from './next-step.ts'
import { organisationFormPage, organisationPage, organisationsPage } from './pages.ts'
import { peopleRoutes } from './people/routes.ts'
import { personalRecordRoutes } from './personal-record/routes.ts'
import * as queries from './queries.ts'
import { rosterImportRoutes } from './roster-import/routes.ts'
import { teamRoutes } from './teams/routes.ts'
import { serverTimeZone, timeZoneNamed, timeZones } from './time-zones.ts'

const home = '/app/organisations'
const leadersShown = 12

/** Organisations and what belongs to them: teams, people and the roster's import. */
export async function organisationRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get('/organisations', listOrganisations)
  app.get('/organisations/new', (_request, reply) => showNew(deps, reply, {}, {}))
  app.post('/organisations/new', (request, reply) => addOrganisation(deps, request, reply))
  app.get('/organisations/:organisationId', showOrganisation)
  app.get('/organisations/:organisationId/edit', async (request, reply) => {
    const organisation = await loadOrganisation(request)
    return showEdit(deps, reply, { organisation, typed: organisation, errors: {} })
  })
  app.post('/organisations/:organisationId/edit', (request, reply) =>
    changeOrganisation(deps, request, reply),
  )
  await app.register(teamRoutes, deps)
  await app.register(peopleRoutes, deps)
  await app.register(personalRecordRoutes, deps)
  await app.register(rosterImportRoutes, deps)
}

async function listOrganisations(request: FastifyRequest, reply: FastifyReply) {
  const rows = await queries.listOrganisations(request.scope)
  return reply.show(organisationsPage, {
    title: reply.say({ key: 'organisations.list.title' }),
    rows: rows.map(({ checkId, checkName, checkStatus, ...row }) => ({
      ...row,
      check:
        checkId === null || checkName === null || checkStatus === null
          ? null
          : { id: checkId, name: checkName, ...stateOf(reply, checkStatus) },
    })),
  })
}

function stateOf(reply: FastifyReply, status: queries.CheckStatus) {
  return { status, state: reply.say({ key: `organisations.check.${status}` }) }
}

async function addOrganisation(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const form = parseForm(organisationForm, request.body)
  if (!form.ok) return showNew(deps, reply.code(422), form.typed, form.errors)
  const id = deps.random.uuid()
  await queries.addOrganisation(request.scope, { id, ...form.value, createdAt: deps.now() })
  await audit(deps, request.scope, { act: 'organisation-added', subjectId: id })
  return reply.redirect(`${home}/${id}`, 303)
}

async function changeOrganisation(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const form = parseForm(organisationForm, request.body)
  if (!form.ok) {
    return showEdit(deps, reply.code(422), { organisation, typed: form.typed, errors: form.errors })
  }
  await queries.changeOrganisation(request.scope, { id: organisation.id, ...form.value })
  await audit(deps, request.scope, { act: 'organisation-changed', subjectId: organisation.id })
  reply.flash({ key: 'organisations.edit.done' })
  return reply.redirect(`${home}/${organisation.id}`, 303)
}

async function showOrganisation(request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const { id, timeZone } = organisation
  const [teams, sizes, leaders, rounds] = await Promise.all([
    queries.listTeams(request.scope, id),
    queries.countPeopleByTeam(request.scope, id),
    queries.listLeaders(request.scope, id),
    queries.listRounds(request.scope, id),
  ])
  const people = sizes.reduce((sum, size) => sum + size.people, 0)
  return reply.show(organisationPage, {
    title: organisation.name,
    links: [{ href: home, label: reply.say({ key: 'organisations.list.title' }) }],
    id,
    timeZone,
    state: {
      key: 'organisations.show.state',
      values: { people, teams: teams.length, leaders: leaders.length, timeZone },
    },
    next: nextStep({ id, people, leaders: leaders.length, newest: rounds[0] ?? null }),
    hasPeople: people > 0,
    checks: rounds.map((round) => ({
      ...round,
      ...stateOf(reply, round.status),
      closesAt: round.closesAt.toISOString(),
    })),
    teams: arrangeTeams(teams, sizes).map((team) => ({ ...team, level: Math.min(team.level, 4) })),
    withoutTeam: sizes.find((size) => size.teamId === null)?.people ?? 0,
    leaders: leaders.slice(0, leadersShown),
    moreLeaders: Math.max(0, leaders.length - leadersShown),
  })
}

type Typed = Readonly<Partial<Record<'name' | 'timeZone' | 'language', string>>>

function showNew(deps: Dependencies, reply: FastifyReply, typed: Typed, errors: Errors) {
  return reply.show(organisationFormPage, {
    ...formData(deps, reply, typed),
    title: reply.say({ key: 'organisations.new.title' }),
    links: [{ href: home, label: reply.say({ key: 'organisations.list.title' }) }],
    lead: reply.say({ key: 'organisations.new.lead' }),
    submit: reply.say({ key: 'organisations.new.submit' }),
    isNew: typed.timeZone === undefined,
    cancel: home,
    errors,
  })
}

function showEdit(
  deps: Dependencies,
  reply: FastifyReply,
  given: { organisation: queries.Organisation; typed: Typed; errors: Errors },
) {
  const { organisation, typed, errors } = given
  const room = `${home}/${organisation.id}`
  return reply.show(organisationFormPage, {
    ...formData(deps, reply, { ...organisation, ...typed }),
    title: reply.say({ key: 'organisations.edit.title' }),
    links: [
      { href: home, label: reply.say({ key: 'organisations.list.title' }) },
      { href: room, label: organisation.name },
    ],
    lead: reply.say({ key: 'organisations.edit.lead' }),
    submit: reply.say({ key: 'organisations.edit.submit' }),
    isNew: false,
    cancel: room,
    errors,
  })
}

function formData(deps: Dependencies, reply: FastifyReply, typed: Typed) {
  const { locale } = reply.request
  const label = (value: string) => reply.say({ key: 'organisations.choice', values: { value } })
  return {
    name: typed.name ?? '',
    timeZone: timeZoneNamed(typed.timeZone ?? '') ?? typed.timeZone ?? serverTimeZone(),
    timeZones: timeZones.map((zone) => ({ value: zone, label: label(zone.replaceAll('_', ' ')) })),
    language: typed.language ?? locale.slice(0, 2),
    languages: deps.translate.locales.map((code) => ({
      value: code,
      label: label(languageName(locale, code)),
    })),
  }
}
