import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import packageFile from '../../package.json' with { type: 'json' }
import { audit } from '../access/require-account.ts'
import type { Scope } from '../database/scope.ts'
import { type Message, message } from '../domain/message.ts'
import { readInstruments } from '../instruments/catalogue.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { notFound } from '../web/errors.ts'
import { parseForm, typedText } from '../web/form.ts'
import { buildModel } from './build-model.ts'
import { changesSince } from './changes.ts'
import { decideWords, propose } from './decide-words.ts'
import { wordsForm } from './forms.ts'
import type { ReportModel } from './model.ts'
import { reportPage, reportRoomPage, reportWaitPage } from './pages.ts'
import { openPress } from './press.ts'
import { fileNameOf, printReport } from './print-report.ts'
import { addPdf, findPdf, findReport, issueReport, listReports, saveWords } from './queries.ts'
import { type Draft, readDraft } from './read-draft.ts'
import { showReport } from './show-report.ts'
import { type Attempt, showRoom, showWait } from './show-room.ts'

const checkParameters = z.object({ checkId: z.uuid() })
const versionParameters = checkParameters.extend({ version: z.coerce.number().int().min(1).max(10_000) })
const printJob = z.object({ workspaceId: z.uuid(), checkId: z.uuid(), version: z.int() })

export async function reportRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const instruments = await readInstruments()
  const press = openPress({ executablePath: deps.config.chromiumPath ?? undefined })
  app.addHook('onClose', () => press.close())
  const printing = { app, press, translate: deps.translate }

  deps.jobs.define('print-report', printJob, async ({ workspaceId, checkId, version }) => {
    await pdfOf({ db: deps.db, workspaceId }, checkId, version)
  })

  const pdfOf = async (scope: Scope, checkId: string, version: number) => {
    const report = await findReport(scope, checkId, version)
    if (report === undefined) return undefined
    const kept = await findPdf(scope, checkId, version)
    if (kept !== undefined) return { content: kept, name: fileNameOf(report.model) }
    const content = await printReport(report.model, report.hash, printing)
    await addPdf(scope, checkId, { version, content })
    return { content, name: fileNameOf(report.model) }
  }

  const find = (request: FastifyRequest, checkId: string) =>
    readDraft(request.scope, {
      checkId,
      instruments,
      now: deps.now(),
      preparedBy: request.account?.workspaceName ?? '',
      productVersion: packageFile.version,
    })

  const draftOf = async (request: FastifyRequest): Promise<Draft> => {
    const found = await find(request, parameters(checkParameters, request).checkId)
    if (found === undefined || 'tooEarly' in found) throw notFound()
    return found
  }

  const drawRoom = async (reply: FastifyReply, draft: Draft, attempt: Attempt | null) =>
    reply.show(
      reportRoomPage,
      showRoom(draft, {
        say: (text) => reply.say(text),
        locale: reply.request.locale,
        reports: await listReports(reply.request.scope, draft.check.id),
        attempt,
      }),
    )

  app.get('/checks/:checkId/report', async (request, reply) => {
    const found = await find(request, parameters(checkParameters, request).checkId)
    if (found === undefined) throw notFound()
    if ('tooEarly' in found) {
      return reply.show(
        reportWaitPage,
        showWait(found.tooEarly, (text) => reply.say(text)),
      )
    }
    return drawRoom(reply, found, null)
  })

  app.post('/checks/:checkId/report/words', async (request, reply) => {
    const draft = await draftOf(request)
    const form = parseForm(wordsForm, request.body)
    if (!form.ok) {
      const { typed, errors } = form
      return drawRoom(reply.code(422), draft, { typed, errors, isOvertaken: false })
    }
    const words = decideWords(form.value, propose(draft.diagnosis, voiceOf(reply).say))
    const saved = await saveWords(request.scope, draft.check.id, { words, mark: form.value.mark })
    if (saved === 'overtaken') {
      const attempt = { typed: typedText(request.body), errors: {}, isOvertaken: true }
      return drawRoom(reply.code(409), await draftOf(request), attempt)
    }
    reply.flash(message('reports.room.saved'))
    return reply.redirect(`/app/checks/${draft.check.id}/report`, 303)
  })

  app.post('/checks/:checkId/report/issue', async (request, reply) => {
    const draft = await draftOf(request)
    const { workspaceId, accountId } = request.scope
    const checkId = draft.check.id
    const version = await issueReport(request.scope, checkId, {
      accountId,
      at: deps.now(),
      build: (next, before) => modelToIssue(draft, { next, before, voice: voiceOf(reply) }),
    })
    await audit(deps, request.scope, { act: 'report-issued', subjectId: checkId, details: { version } })
    await deps.jobs.send('print-report', { workspaceId, checkId, version })
    reply.flash(message('reports.room.issued', { version }))
    return reply.redirect(`/app/checks/${checkId}/report`, 303)
  })

  app.get('/checks/:checkId/report/draft', async (request, reply) => {
    const draft = await draftOf(request)
    return drawReport(reply, buildModel(draft.input, voiceOf(reply)), { checkId: draft.check.id, hash: null })
  })

  app.get('/checks/:checkId/report/draft.pdf', async (request, reply) => {
    const model = buildModel((await draftOf(request)).input, voiceOf(reply))
    return sendPdf(reply, { content: await printReport(model, null, printing), name: fileNameOf(model) })
  })

  app.get('/checks/:checkId/report/:version(^\\d+$)', async (request, reply) => {
    const { checkId, version } = parameters(versionParameters, request)
    const report = await findReport(request.scope, checkId, version)
    if (report === undefined) throw notFound()
    return drawReport(reply, report.model, { checkId, hash: report.hash })
  })

  app.get('/checks/:checkId/report/:version(^\\d+).pdf', async (request, reply) => {
    const { checkId, version } = parameters(versionParameters, request)
    const file = await pdfOf(request.scope, checkId, version)
    if (file === undefined) throw notFound()
    return sendPdf(reply, file)
  })
}

type Voice = { readonly language: string; readonly say: (text: Message) => string }

function voiceOf(reply: FastifyReply): Voice {
  return { language: reply.request.locale, say: (text) => reply.say(text) }
}

function modelToIssue(
  { input }: Draft,
  {
    next,
    before,
    voice,
  }: { readonly next: number; readonly before: ReportModel | null; readonly voice: Voice },
): ReportModel {
  const issued = { ...input, issue: { version: next, on: input.today } }
  if (before === null) return buildModel(issued, voice)
  const changes = changesSince(before, buildModel(issued, voice))
  return buildModel({ ...issued, changes }, voice)
}

/** A report is shown in the language in which it was written. */
function drawReport(
  reply: FastifyReply,
  model: ReportModel,
  { checkId, hash }: { readonly checkId: string; readonly hash: string | null },
) {
  reply.request.locale = model.language
  const wayBack = `/app/checks/${checkId}/report`
  return reply.show(reportPage, showReport(model, { say: (text) => reply.say(text), hash, wayBack }))
}

function sendPdf(reply: FastifyReply, file: { readonly content: Buffer; readonly name: string }) {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${file.name}"`)
    .send(file.content)
}

/** What is in the address and cannot be is not found. */
function parameters<S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> {
  const parsed = schema.safeParse(request.params)
  if (!parsed.success) throw notFound()
  return parsed.data
}
