import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../../access/require-account.ts'
import { countRows } from '../../database/count-rows.ts'
import { roomsOf } from '../../database/scope.ts'
import { type Message, message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { notFound } from '../../web/errors.ts'
import { type Errors, parseForm } from '../../web/form.ts'
import { breadcrumbTo } from '../breadcrumb.ts'
import { loadOrganisation } from '../load-organisation.ts'
import { listPeople } from '../people/queries.ts'
import { countPeopleByTeam, hasOpenCheck, listTeams, type Organisation } from '../queries.ts'
import { mappingProblem } from './check-mapping.ts'
import { confirmForm, importAddress, readMapping, uploadForm, viewQuery } from './forms.ts'
import { importRoster } from './import-roster.ts'
import type { Mapping } from './mapping.ts'
import { unpackTable } from './pack-table.ts'
import { outcomePage, progressPage, uploadPage } from './pages.ts'
import { planUpload } from './plan-upload.ts'
import * as queries from './queries.ts'
import { readUpload } from './read-upload.ts'
import { showPreview } from './show-preview.ts'

const place = '/organisations/:organisationId/import'

/** From a file to the roster: upload, see what happens to every row, confirm. Nothing is written before the confirm. */
export async function rosterImportRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(place, (request, reply) => showUpload(request, reply, {}))
  app.post(place, (request, reply) => takeUpload(deps, request, reply))
  app.get(`${place}/:importId`, showImport)
  app.post(`${place}/:importId/columns`, changeColumns)
  app.post(`${place}/:importId/confirm`, (request, reply) => confirm(deps, request, reply))
  app.post(`${place}/:importId/discard`, discard)
  deps.jobs.define('import-roster', jobData, (data) => runImport(deps, data), {
    retries: 3,
    expireInSeconds: 300,
  })
}

const jobData = z.object({ workspaceId: z.uuid(), accountId: z.uuid(), importId: z.uuid() })

async function showUpload(request: FastifyRequest, reply: FastifyReply, errors: Errors) {
  const organisation = await loadOrganisation(request)
  const [sizes, isFrozen] = await Promise.all([
    countPeopleByTeam(request.scope, organisation.id),
    hasOpenCheck(request.scope, organisation.id),
  ])
  return reply.show(uploadPage, {
    title: reply.say({ key: 'roster-import.upload.title' }),
    links: breadcrumbTo(reply, organisation),
    errors,
    hasPeople: sizes.length > 0,
    isFrozen,
  })
}

async function takeUpload(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await loadOrganisation(request)
  const form = parseForm(uploadForm, request.body)
  const refuse = (reason: Message) => showUpload(request, reply.code(422), { file: reason })
  if (!form.ok) return refuse(message('roster-import.error.no-file'))
  const { name, content } = form.value.file
  const read = await readUpload(content)
  if (read.outcome === 'refused') return refuse(read.reason)
  const id = deps.random.uuid()
  await queries.addImport(request.scope, {
    id,
    organisationId: organisation.id,
    fileName: name.slice(-120),
    settings: { mapping: read.mapping, removesMissing: false },
    totalRows: read.rows,
    packed: read.packed,
    at: deps.now(),
  })
  return reply.redirect(`/app/organisations/${organisation.id}/import/${id}`, 303)
}

async function loadImport(request: FastifyRequest) {
  const organisation = await loadOrganisation(request)
  const address = importAddress.safeParse(request.params)
  if (!address.success) throw notFound()
  const found = await queries.findImport(request.scope, address.data.importId)
  if (found === null || found.organisationId !== organisation.id) throw notFound()
  return { organisation, found, address: `/app/organisations/${organisation.id}/import/${found.id}` }
}

async function showImport(request: FastifyRequest, reply: FastifyReply) {
  const { organisation, found, address } = await loadImport(request)
  if (found.status === 'uploaded') return preview(request, reply, { organisation, found })
  if (found.status === 'running') return showProgress(reply, organisation, found)
  return reply.show(outcomePage, {
    title: reply.say({ key: `roster-import.outcome.${found.status}` }),
    links: breadcrumbTo(reply, organisation),
    address,
    room: `/app/organisations/${organisation.id}`,
    fileName: found.fileName,
    hasFailed: found.status === 'failed',
    lines: outcomeLines(found.outcome),
  })
}

type Opened = { readonly organisation: Organisation; readonly found: queries.RosterImport }

/** The preview, with the columns as given or else as saved. */
async function preview(
  request: FastifyRequest,
  reply: FastifyReply,
  given: Opened & { readonly mapping?: Mapping; readonly errors?: Errors },
) {
  const { organisation, found } = given
  const [packed, teams, people] = await Promise.all([
    queries.readContent(request.scope, found.id),
    listTeams(request.scope, organisation.id),
    listPeople(request.scope, organisation.id),
  ])
  const mapping = given.mapping ?? found.settings.mapping
  const problem = mappingProblem(mapping)
  const roster = { organisation: organisation.name, teams, people }
  const plan = problem === null ? await planUpload({ packed, mapping, roster }) : null
  return showPreview(reply, {
    organisation,
    found,
    table: unpackTable(packed),
    mapping,
    plan,
    teams,
    view: viewQuery.parse(request.query),
    errors: { ...(problem === null ? {} : { columns: problem }), ...given.errors },
  })
}

async function changeColumns(request: FastifyRequest, reply: FastifyReply) {
  const opened = await loadImport(request)
  const { found, address } = opened
  if (found.status !== 'uploaded') return reply.redirect(address, 303)
  const mapping = readMapping(request.body, found.settings.mapping.roles.length)
  if (mapping === null) return preview(request, reply.code(422), opened)
  if (mappingProblem(mapping) !== null) return preview(request, reply.code(422), { ...opened, mapping })
  await queries.saveSettings(request.scope, found.id, { ...found.settings, mapping })
  return reply.redirect(address, 303)
}

async function confirm(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const opened = await loadImport(request)
  const { found, organisation, address } = opened
  if (found.status === 'running' || found.status === 'done') return reply.redirect(address, 303)
  const form = parseForm(confirmForm, request.body)
  if (!form.ok || mappingProblem(found.settings.mapping) !== null) {
    return preview(request, reply.code(422), opened)
  }
  const removesMissing = form.value.removesMissing === 'yes'
  if (removesMissing && form.value.organisationName.toLowerCase() !== organisation.name.toLowerCase()) {
    const errors = {
      organisationName: message('roster-import.error.name-typed', { name: organisation.name }),
    }
    return preview(request, reply.code(422), { ...opened, errors })
  }
  await queries.saveSettings(request.scope, found.id, { ...found.settings, removesMissing })
  const { workspaceId, accountId } = request.scope
  // Sent before the state is moved: a fault in between leaves the preview, not an import that never starts.
  await deps.jobs.send(
    'import-roster',
    { workspaceId, accountId, importId: found.id },
    { singletonKey: found.id },
  )
  await queries.moveImport(request.scope, found.id, { from: ['uploaded', 'failed'], to: 'running' })
  return reply.redirect(address, 303)
}

async function discard(request: FastifyRequest, reply: FastifyReply) {
  const { found, organisation } = await loadImport(request)
  await queries.deleteImport(request.scope, found.id)
  reply.flash({ key: 'roster-import.discard.done' })
  return reply.redirect(`/app/organisations/${organisation.id}`, 303)
}

async function runImport(deps: Dependencies, data: z.infer<typeof jobData>): Promise<void> {
  const { workspaceId, accountId, importId } = data
  const scope = { ...roomsOf(deps.db, workspaceId), accountId }
  const move = (to: queries.ImportStatus) =>
    queries.moveImport(scope, importId, { from: ['uploaded', 'running', 'failed'], to })
  if (!(await move('running'))) return
  // Not waited for: the embedded database takes it in after the import, a server beside it.
  const report = (rows: number) => void queries.noteProgress(scope, importId, rows).catch(() => {})
  try {
    const outcome = await importRoster(scope, importId, { uuid: deps.random.uuid, keys: deps.keys, report })
    await countRows(deps.db)
    if (outcome !== 'nothing-to-do')
      await audit(deps, scope, { act: 'roster-imported', subjectId: importId, details: outcome })
  } catch (error) {
    await move('failed')
    throw error
  }
}

function showProgress(reply: FastifyReply, organisation: Organisation, found: queries.RosterImport) {
  const { doneRows, totalRows } = found
  return reply.show(progressPage, {
    title: reply.say({ key: 'roster-import.progress.title' }),
    links: breadcrumbTo(reply, organisation),
    fileName: found.fileName,
    done: doneRows,
    total: totalRows,
    percent: totalRows === 0 ? 100 : Math.floor((doneRows / totalRows) * 100),
  })
}

/** One sentence for each figure that is not nought. */
function outcomeLines(outcome: queries.ImportOutcome | null): Message[] {
  return Object.entries(outcome ?? {})
    .filter(([, count]) => count > 0)
    .map(([name, count]) => message(`roster-import.outcome.line-${name}`, { count }))
}
