import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { audit } from '../../../access/require-account.ts'
import { message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import type { Errors } from '../../../web/form.ts'
import { checkOf, crumbsOf } from '../results/check-of.ts'
import type { SurveyCheck } from '../results/queries.ts'
import { countRecall } from './count-recall.ts'
import { lockForm, pageQuery, readAssignments } from './forms.ts'
import { groupTexts } from './group-texts.ts'
import { prioritiesPage } from './pages.ts'
import { isOpen } from './progress.ts'
import {
  listAssignments,
  listNamedBySide,
  listNamedTexts,
  lockAssignments,
  saveAssignments,
} from './queries.ts'
import { firstOpenPage, showWork } from './show.ts'

const path = '/checks/:checkId/survey/priorities'

/** What people named, assigned to the agreed priorities by someone who sees neither unit nor side (spec 02, Q1). */
export async function assignmentRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(path, showPriorities)
  app.post(path, savePriorities)
  app.post(`${path}/lock`, (request, reply) => lockPriorities(deps, request, reply))
}

type State = z.input<typeof prioritiesPage.schema>['state']

async function showPriorities(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  return drawPriorities(request, reply, { check, errors: {}, typedName: '' })
}

type Drawn = { readonly check: SurveyCheck; readonly errors: Errors; readonly typedName: string }

async function drawPriorities(
  request: FastifyRequest,
  reply: FastifyReply,
  { check, errors, typedName }: Drawn,
) {
  const texts = check.table === null ? [] : await listNamedTexts(request.scope, check.id)
  const blocks = groupTexts(texts, check.id)
  const state = stateOf(check, blocks.length)
  const assigned = await listAssignments(request.scope, check.id)
  const { page } = pageQuery.parse(request.query)
  const say = reply.say.bind(reply)
  const texts_ = check.table?.rule.texts ?? 0
  return reply.show(prioritiesPage, {
    title: say(message('assignment.title', { check: check.name })),
    isTrial: check.isTrial,
    checkId: check.id,
    crumbs: crumbsOf(check, say),
    state,
    lead: say(message(`assignment.lead.${state}`, { fewest: texts_ })),
    errors,
    work: state === 'open' ? showWork({ check, blocks, assigned, page, typedName }, say) : null,
  })
}

function stateOf(check: SurveyCheck, texts: number): State {
  if (check.table === null) return 'not-closed'
  if (check.priorities.length === 0) return 'no-priorities'
  if (check.recall !== null) return 'locked'
  return texts === 0 ? 'not-coded' : 'open'
}

async function savePriorities(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const blocks = groupTexts(await listNamedTexts(request.scope, check.id), check.id)
  const saved = await saveAssignments(
    request.scope,
    check.id,
    readAssignments(request.body, blocks, check.priorities),
  )
  reply.flash(message(`assignment.${saved}`))
  const assigned = await listAssignments(request.scope, check.id)
  const isDone = blocks.every((block) => !isOpen(block, assigned))
  const next = isDone ? '#lock' : `?page=${firstOpenPage(blocks, assigned)}`
  return reply.redirect(`/app/checks/${check.id}/survey/priorities${next}`, 303)
}

async function lockPriorities(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const { table } = check
  const { name } = lockForm.parse(request.body ?? {})
  if (table === null || check.priorities.length === 0) return showPriorities(request, reply)
  if (name !== check.name) {
    reply.code(422)
    const errors = { name: message('assignment.error.name') }
    return drawPriorities(request, reply, { check, errors, typedName: name })
  }
  const outcome = await lockAssignments(request.scope, check.id, async (scope) => {
    const responses = await listNamedBySide(scope, check.id)
    return countRecall(table, responses, await listAssignments(scope, check.id))
  })
  if (outcome === 'locked')
    await audit(deps, request.scope, { act: 'priorities-locked', subjectId: check.id })
  reply.flash(message(`assignment.lock.${outcome}`))
  const back = outcome === 'unfinished' ? '/survey/priorities' : '/survey#named'
  return reply.redirect(`/app/checks/${check.id}${back}`, 303)
}
