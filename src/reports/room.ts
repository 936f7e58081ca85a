import type { FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../access/require-account.ts'
import { message } from '../domain/message.ts'
import { parseForm, typedText } from '../web/form.ts'
import { buildModel } from './build-model.ts'
import { changesSince } from './changes.ts'
import { decideWords, propose } from './decide-words.ts'
import { type Desk, draftOf, findDraft, type Voice, voiceOf } from './desk.ts'
import { wordsForm } from './forms.ts'
import type { ReportModel } from './model.ts'
import { reportRoomPage, reportWaitPage } from './pages.ts'
import { issueReport, listReports, saveWords } from './queries.ts'
import type { Draft } from './read-draft.ts'
import { type Attempt, showRoom, showWait } from './show-room.ts'

/** Where a report is worded, issued and found again. */
export function showRoomPage(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await findDraft(desk, request)
    if (!('tooEarly' in found)) return drawRoom(reply, found, null)
    return reply.show(reportWaitPage, showWait(found.tooEarly, voiceOf(reply).say))
  }
}

async function drawRoom(reply: FastifyReply, draft: Draft, attempt: Attempt | null) {
  const reports = await listReports(reply.request.scope, draft.check.id)
  const { say, language } = voiceOf(reply)
  return reply.show(reportRoomPage, showRoom(draft, { say, locale: language, reports, attempt }))
}

/** Keeps the words of page one, unless somebody else changed them in the meantime. */
export function keepWords(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const draft = await draftOf(desk, request)
    const form = parseForm(wordsForm, request.body)
    if (!form.ok) {
      const { typed, errors } = form
      return drawRoom(reply.code(422), draft, { typed, errors, isOvertaken: false })
    }
    const words = decideWords(form.value, propose(draft.diagnosis, voiceOf(reply).say))
    const saved = await saveWords(request.scope, draft.check.id, { words, mark: form.value.mark })
    if (saved === 'overtaken') {
      const attempt = { typed: typedText(request.body), errors: {}, isOvertaken: true }
      return drawRoom(reply.code(409), await draftOf(desk, request), attempt)
    }
    reply.flash(message('reports.room.saved'))
    return reply.redirect(`/app/checks/${draft.check.id}/report`, 303)
  }
}

/** Freezes the report as it is now and has its PDF made. */
export function issue(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const draft = await draftOf(desk, request)
    const { deps } = desk
    const { workspaceId, accountId } = request.scope
    const checkId = draft.check.id
    const voice = voiceOf(reply)
    const version = await issueReport(request.scope, checkId, {
      accountId,
      at: deps.now(),
      build: (next, before) => modelToIssue(draft, { next, before, voice }),
    })
    await audit(deps, request.scope, { act: 'report-issued', subjectId: checkId, details: { version } })
    await deps.jobs.send('print-report', { workspaceId, checkId, version })
    reply.flash(message('reports.room.issued', { version }))
    return reply.redirect(`/app/checks/${checkId}/report`, 303)
  }
}

type Issuing = { readonly next: number; readonly before: ReportModel | null; readonly voice: Voice }

function modelToIssue({ input }: Draft, { next, before, voice }: Issuing): ReportModel {
  const issued = { ...input, issue: { version: next, on: input.today } }
  const model = buildModel(issued, voice)
  return before === null ? model : buildModel({ ...issued, changes: changesSince(before, model) }, voice)
}
