import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../access/require-account.ts'
import { type Day, dayAt } from '../domain/day.ts'
import type { Message } from '../domain/message.ts'
import { type ListedInstrument, readInstruments } from '../instruments/catalogue.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { notFound } from '../web/errors.ts'
import { parseForm } from '../web/form.ts'
import { decideReview } from './decide-review.ts'
import { judgedTargets } from './findings.ts'
import { reviewForm } from './forms.ts'
import { findingsPage, findingsWaitPage } from './pages.ts'
import { type DiagnosedCheck, findDiagnosis } from './queries.ts'
import { saveReview } from './review-queries.ts'
import { type Attempt, fieldName } from './show-findings.ts'
import { showPage, showWait } from './show-page.ts'

const checkAddress = z.object({ checkId: z.uuid() })
const findingAddress = checkAddress.extend({ target: z.enum(judgedTargets) })

type Desk = { readonly deps: Dependencies; readonly instruments: readonly ListedInstrument[] }

export async function diagnosisRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const desk = { deps, instruments: await readInstruments() }
  app.get('/checks/:checkId/findings', showFindings(desk))
  app.post('/checks/:checkId/findings/:target', reviewFinding(desk))
}

function showFindings(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { checkId } = inAddress(checkAddress, request)
    const found = await find(desk, request, checkId)
    if (found === undefined) throw notFound()
    if ('tooEarly' in found) return reply.show(findingsWaitPage, showWait(found.tooEarly, reply))
    return draw(desk, reply, { found, attempt: null })
  }
}

function reviewFinding(desk: Desk) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { checkId, target } = inAddress(findingAddress, request)
    const found = await findClosed(desk, request, checkId)
    const reviewed = found.diagnosis.findings.find(({ machine }) => machine.target === target)
    if (reviewed === undefined || reviewed.standing === 'silent') throw notFound()
    const typed = withoutPrefix(target, request.body)
    const form = parseForm(reviewForm, typed)
    if (!form.ok) {
      const attempt = { target, typed, errors: form.errors, isOvertaken: false }
      return draw(desk, reply.code(422), { found, attempt })
    }
    const review = decideReview(form.value, {
      machine: reviewed.machine,
      known: reviewed.review,
      say: (text) => reply.say(text),
      today: todayAt(desk, found.check.timeZone),
    })
    const saved = await saveReview(request.scope, checkId, { target, mark: form.value.mark, review })
    if (saved.outcome === 'overtaken') {
      const attempt = { target, typed, errors: {}, isOvertaken: true }
      return draw(desk, reply.code(409), { found: await findClosed(desk, request, checkId), attempt })
    }
    await audit(desk.deps, request.scope, {
      act: `finding-${review.state}`,
      subjectId: checkId,
      details: { target },
    })
    return reply.redirect(`/app/checks/${checkId}/findings#finding-${target}`, 303)
  }
}

function find(desk: Desk, request: FastifyRequest, checkId: string) {
  const today = (timeZone: string) => todayAt(desk, timeZone)
  return findDiagnosis(request.scope, { checkId, instruments: desk.instruments, today })
}

async function findClosed(desk: Desk, request: FastifyRequest, checkId: string): Promise<DiagnosedCheck> {
  const found = await find(desk, request, checkId)
  if (found === undefined || 'tooEarly' in found) throw notFound()
  return found
}

function draw(
  desk: Desk,
  reply: FastifyReply,
  { found, attempt }: { readonly found: DiagnosedCheck; readonly attempt: Attempt | null },
) {
  const today = todayAt(desk, found.check.timeZone)
  const showing = { say: (text: Message) => reply.say(text), locale: reply.request.locale, today, attempt }
  return reply.show(findingsPage, showPage(found, showing))
}

function todayAt({ deps }: Desk, timeZone: string): Day {
  return dayAt(deps.now(), timeZone)
}

/** What is in the address and cannot be is not found. */
function inAddress<S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> {
  const parsed = schema.safeParse(request.params)
  if (!parsed.success) throw notFound()
  return parsed.data
}

function withoutPrefix(target: string, body: unknown): Record<string, string> {
  const prefix = fieldName(target, '')
  return Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.startsWith(prefix) ? name.slice(prefix.length) : name, value]] : [],
    ),
  )
}
