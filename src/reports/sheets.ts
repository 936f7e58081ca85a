import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Scope } from '../database/scope.ts'
import { notFound } from '../web/errors.ts'
import { buildModel } from './build-model.ts'
import { type Desk, draftOf, inAddress, versionAddress, voiceOf } from './desk.ts'
import type { ReportModel } from './model.ts'
import { reportPage } from './pages.ts'
import { type Paper, papers } from './press.ts'
import { fileNameOf, printReport } from './print-report.ts'
import { addPdf, findPdf, findReport } from './queries.ts'
import { showReport } from './show-report.ts'

export const printJob = z.object({ workspaceId: z.uuid(), checkId: z.uuid(), version: z.int() })

/** The job that makes the PDF of an issued version; a second run finds it made. */
export function printIssued(desk: Desk) {
  return async ({ workspaceId, checkId, version }: z.output<typeof printJob>) => {
    await pdfOf(desk, { db: desk.deps.db, workspaceId }, { checkId, version })
  }
}

export function showDraft(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const draft = await draftOf(desk, request)
    return drawSheets(reply, buildModel(draft.input, voiceOf(reply)), { checkId: draft.check.id, hash: null })
  }
}

export function sendDraftPdf(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const model = buildModel((await draftOf(desk, request)).input, voiceOf(reply))
    return sendPdf(reply, await printed(desk, model, { hash: null, paper: paperIn(request) }))
  }
}

/** An issued version, drawn from what was kept. */
export function showVersion() {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { checkId, version } = inAddress(versionAddress, request)
    const report = await findReport(request.scope, checkId, version)
    if (report === undefined) throw notFound()
    return drawSheets(reply, report.model, { checkId, hash: report.hash })
  }
}

export function sendVersionPdf(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { checkId, version } = inAddress(versionAddress, request)
    const paper = paperIn(request)
    const file =
      paper === 'A4'
        ? await pdfOf(desk, request.scope, { checkId, version })
        : await printVersion(desk, request.scope, { checkId, version, paper })
    if (file === undefined) throw notFound()
    return sendPdf(reply, file)
  }
}

type Address = { readonly checkId: string; readonly version: number }

/** The kept PDF; where the queue has not made it yet, it is made now. */
async function pdfOf(desk: Desk, scope: Scope, { checkId, version }: Address) {
  const report = await findReport(scope, checkId, version)
  if (report === undefined) return undefined
  const kept = await findPdf(scope, checkId, version)
  if (kept !== undefined) return { content: kept, name: fileNameOf(report.model) }
  const file = await printed(desk, report.model, { hash: report.hash, paper: 'A4' })
  await addPdf(scope, checkId, { version, content: file.content })
  return file
}

/** On another paper than the one that is kept: asked for rarely, and printed from the same frozen model. */
async function printVersion(desk: Desk, scope: Scope, given: Address & { readonly paper: Paper }) {
  const report = await findReport(scope, given.checkId, given.version)
  return report && printed(desk, report.model, { hash: report.hash, paper: given.paper })
}

type Form = { readonly hash: string | null; readonly paper: Paper }

async function printed({ press, deps }: Desk, model: ReportModel, { hash, paper }: Form) {
  const content = await printReport(model, hash, { press, translate: deps.translate, paper })
  return { content, name: fileNameOf(model, paper) }
}

const paperForm = z.object({ paper: z.enum(papers).catch('A4') }).catch({ paper: 'A4' })

function paperIn(request: FastifyRequest): Paper {
  return paperForm.parse(request.query).paper
}

/** A report is shown in the language in which it was written. */
function drawSheets(
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
