import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { audit } from '../access/require-account.ts'
import { dayAt } from '../domain/day.ts'
import { readInstruments } from '../instruments/catalogue.ts'
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

const checkParameters = z.object({ checkId: z.uuid() })
const findingParameters = checkParameters.extend({ target: z.enum(judgedTargets) })

export async function diagnosisRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const instruments = await readInstruments()
  const today = (timeZone: string) => dayAt(deps.now(), timeZone)
  const find = (request: FastifyRequest, checkId: string) =>
    findDiagnosis(request.scope, { checkId, instruments, today })

  const draw = (reply: FastifyReply, found: DiagnosedCheck, attempt: Attempt | null) =>
    reply.show(
      findingsPage,
      showPage(found, {
        say: (text) => reply.say(text),
        locale: reply.request.locale,
        today: today(found.check.timeZone),
        attempt,
      }),
    )

  app.get('/checks/:checkId/findings', async (request, reply) => {
    const { checkId } = parameters(checkParameters, request)
    const found = await find(request, checkId)
    if (found === undefined) throw notFound()
    if ('tooEarly' in found) return reply.show(findingsWaitPage, showWait(found.tooEarly, reply))
    return draw(reply, found, null)
  })

  app.post('/checks/:checkId/findings/:target', async (request, reply) => {
    const { checkId, target } = parameters(findingParameters, request)
    const found = await find(request, checkId)
    const reviewed =
      found && 'diagnosis' in found ? found.diagnosis.findings.find(isAbout(target)) : undefined
    if (found === undefined || 'tooEarly' in found || reviewed === undefined) throw notFound()
    if (reviewed.standing === 'silent') throw notFound()
    const form = parseForm(reviewForm, withoutPrefix(target, request.body))
    if (!form.ok) {
      const { typed, errors } = form
      return draw(reply.code(422), found, { target, typed, errors, isOvertaken: false })
    }
    const review = decideReview(form.value, {
      machine: reviewed.machine,
      known: reviewed.review,
      say: (text) => reply.say(text),
      today: today(found.check.timeZone),
    })
    const saved = await saveReview(request.scope, checkId, { target, mark: form.value.mark, review })
    if (saved.outcome === 'overtaken') {
      const typed = withoutPrefix(target, request.body)
      const now = await find(request, checkId)
      if (now === undefined || 'tooEarly' in now) throw notFound()
      return draw(reply.code(409), now, { target, typed, errors: {}, isOvertaken: true })
    }
    await audit(deps, request.scope, {
      act: `finding-${review.state}`,
      subjectId: checkId,
      details: { target },
    })
    return reply.redirect(`/app/checks/${checkId}/findings#finding-${target}`, 303)
  })
}

const isAbout = (target: string) => (each: { readonly machine: { readonly target: string } }) =>
  each.machine.target === target

/** What is in the address and cannot be is not found. */
function parameters<S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> {
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
