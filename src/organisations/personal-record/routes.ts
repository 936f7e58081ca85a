import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forgetRemoved } from '../../access/queries.ts'
import { audit } from '../../access/require-account.ts'
import { message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import type { Errors } from '../../web/form.ts'
import { arrangeTeams, pathText } from '../arrange-teams.ts'
import { breadcrumbTo } from '../breadcrumb.ts'
import { loadPerson } from '../people/load-person.ts'
import { peopleRoom } from '../people/show-people.ts'
import { listTeams } from '../queries.ts'
import { eraseEverywhere } from './erase-person.ts'
import { erasePage, recordPage } from './pages.ts'
import { readRecord, writeExport } from './read-record.ts'
import { fateOf, notHereOf, sectionsOf } from './show-record.ts'

const place = '/organisations/:organisationId/people/:personId'
const eraseForm = z.object({
  name: z.string().trim().catch(''),
  theirs: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .catch(undefined)
    .transform((ticked) => [ticked ?? []].flat()),
})

/** What is stored about one person: shown, given out, and erased. */
export async function personalRecordRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(`${place}/record`, showRecord)
  app.post(`${place}/record`, (request, reply) => giveExport(deps, request, reply))
  app.get(`${place}/erase`, async (request, reply) =>
    showErasure(reply, await loadRecord(request), { errors: {}, typed: '', ticked: null }),
  )
  app.post(`${place}/erase`, (request, reply) => erase(deps, request, reply))
}

async function loadRecord(request: FastifyRequest) {
  const { organisation, person } = await loadPerson(request)
  const teams = arrangeTeams(await listTeams(request.scope, organisation.id))
  const team = teams.find(({ id }) => id === person.teamId)
  const { id, name, email } = person
  const subject = { id, name, email, organisationId: organisation.id }
  const known = { ...person, team: team === undefined ? '' : pathText(team.path) }
  const record = await readRecord(request.scope, subject, known)
  return { organisation, person, subject, record, address: `${peopleRoom(organisation)}/${person.id}` }
}
type Loaded = Awaited<ReturnType<typeof loadRecord>>

async function showRecord(request: FastifyRequest, reply: FastifyReply) {
  const loaded = await loadRecord(request)
  return reply.show(recordPage, {
    title: reply.say(message('personal-record.title', { name: loaded.person.name })),
    links: linksTo(reply, loaded),
    address: loaded.address,
    sections: sectionsOf(reply, loaded.record),
    notHere: notHereOf(reply),
  })
}

function linksTo(reply: FastifyReply, { organisation, person, address }: Loaded) {
  const people = { href: peopleRoom(organisation), label: reply.say(message('people.list.title')) }
  return [...breadcrumbTo(reply, organisation, people), { href: address, label: person.name }]
}

// Posted, because the log notes it.
async function giveExport(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { person, record } = await loadRecord(request)
  await audit(deps, request.scope, { act: 'person-exported', subjectId: person.id })
  reply.type('application/json; charset=utf-8')
  reply.header('content-disposition', `attachment; filename="person-${person.id}.json"`)
  return reply.send(writeExport(record, { at: deps.now(), notHere: notHereOf(reply) }))
}

type Typed = { readonly errors: Errors; readonly typed: string; readonly ticked: readonly string[] | null }

function showErasure(reply: FastifyReply, loaded: Loaded, { errors, typed, ticked }: Typed) {
  return reply.show(erasePage, {
    title: reply.say(message('personal-record.erase.title', { name: loaded.person.name })),
    links: linksTo(reply, loaded),
    address: loaded.address,
    name: loaded.person.name,
    errors,
    typed,
    ...fateOf(reply, loaded.record, ticked),
  })
}

async function erase(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const loaded = await loadRecord(request)
  const { organisation, person, subject, record } = loaded
  const { name: typed, theirs: ticked } = eraseForm.parse(request.body ?? {})
  if (typed.toLowerCase() !== person.name.toLowerCase()) {
    const errors = { name: message('personal-record.erase.wrong-name') }
    return showErasure(reply.code(422), loaded, { errors, typed, ticked })
  }
  const { byName } = fateOf(reply, record, ticked)
  const spared = byName.filter(({ isTicked }) => !isTicked).map(({ value }) => value)
  const reason = reply.say(message('personal-record.erase.reason'))
  await eraseEverywhere(deps, request.scope, { subject, spared, reason })
  await forgetRemoved(deps.db, subject)
  request.session.set('removedPerson', undefined)
  // Without the name: the note would keep it.
  reply.flash(message('personal-record.erase.done'))
  return reply.redirect(peopleRoom(organisation), 303)
}
