import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../../access/require-account.ts'
import { inTransaction } from '../../../database/scope.ts'
import { message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { notFound } from '../../../web/errors.ts'
import { mostAgreed } from '../agreed.ts'
import type { CodedTest } from '../coded-test.ts'
import { findAgreedPriorities, listNotThisQuarter, loadPriorities } from '../queries.ts'
import { roomNav } from '../room-nav.ts'
import { lockTest } from '../sealed-room/queries.ts'
import { crumbsTo, roomHref, testOf } from '../test-of.ts'
import { blankContent, readStep, turnForm } from './forms.ts'
import { livePage, sheetPage } from './pages.ts'
import { listSteps, saveAgreement, saveStep } from './queries.ts'
import { type Live, showLive } from './show-live.ts'
import { showSheet } from './show-sheet.ts'
import { isChoice, workshopSteps } from './steps.ts'
import { readAgreed, readNotNow } from './suggest-agreement.ts'

const path = '/checks/:checkId/priorities-test/workshop'

/** The sheet for the leadership session, and the screen to work through it. */
export async function workshopRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(path, showWorkshop)
  app.get(`${path}/live`, async (request, reply) => {
    const { check } = await testOf(request)
    return reply.redirect(`${roomHref(check)}/workshop/live/1`, 303)
  })
  app.get(`${path}/live/:step`, (request, reply) =>
    show(request, reply, { typed: null, seen: null, errors: {} }),
  )
  app.post(`${path}/live/:step`, (request, reply) => turn(deps, request, reply))
}

async function codedOf(request: FastifyRequest) {
  const { check } = await testOf(request)
  const test: CodedTest | null = (await loadPriorities(request.scope, check.id))?.test ?? null
  return { check, test }
}

async function showWorkshop(request: FastifyRequest, reply: FastifyReply) {
  const { check, test } = await codedOf(request)
  const say = reply.say.bind(reply)
  const isEmpty = test === null || test.executives.length === 0
  const agreed = await findAgreedPriorities(request.scope, check.id)
  const notNow = await listNotThisQuarter(request.scope, check.id)
  const steps = await listSteps(request.scope, check.id)
  return reply.show(sheetPage, {
    title: say(message('workshop.title', { check: check.name })),
    isTrial: check.isTrial,
    links: crumbsTo(check, say),
    checkId: check.id,
    nav: roomNav(check, 'workshop'),
    nothing: isEmpty
      ? {
          title: say(message('workshop.nothing.title')),
          text: say(message('workshop.nothing.text')),
          href: `${roomHref(check)}/results`,
          action: say(message('workshop.nothing.action')),
        }
      : null,
    sheet: isEmpty ? null : showSheet({ test, check, agreed, notNow, steps }, say),
  })
}

async function stepOf(request: FastifyRequest) {
  const { check, test } = await codedOf(request)
  if (test === null || test.executives.length === 0) throw notFound()
  const steps = workshopSteps(test)
  const at = Number((request.params as { step: string }).step) - 1
  const step = steps[at]
  if (step === undefined) throw notFound()
  return { check, test, steps, at, step }
}

type Shown = Pick<Live, 'typed' | 'seen' | 'errors'>

async function show(request: FastifyRequest, reply: FastifyReply, shown: Shown) {
  const { step, ...found } = await stepOf(request)
  const kept = await listSteps(request.scope, found.check.id)
  return reply.show(livePage, showLive({ ...found, kept, ...shown }, step, reply.say.bind(reply)))
}

/** Keeps the screen and turns to the next. Who has not seen the other desk's words is shown both and decides. */
async function turn(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const { check, test, at, step } = await stepOf(request)
  const { revision, go } = turnForm.parse(request.body ?? {})
  const content = readStep(request.body)
  const { scope } = request
  const isScript = request.headers.accept === 'application/json'
  if (isChoice(step) && content.picks.length > mostAgreed) {
    if (isScript) return reply.code(422).send({})
    const errors = { choose: message('workshop.problem.most') }
    return show(request, reply.code(422), { typed: content, seen: revision, errors })
  }
  const kept = await saveStep(scope, {
    ...{ checkId: check.id, step: step.key, revision, content },
    ...{ accountId: scope.accountId, at: deps.now() },
  })
  if (kept === null)
    return isScript
      ? reply.code(409).send({})
      : show(request, reply.code(409), { typed: content, seen: null, errors: {} })
  if (isScript) return { revision: kept }
  const live = `${roomHref(check)}/workshop/live`
  if (go === 'finish') return finish(deps, request, reply, { test, live })
  const to = at + 1 + { next: 1, back: -1, stay: 0 }[go]
  return reply.redirect(`${live}/${Math.max(1, to)}`, 303)
}

async function finish(
  deps: Dependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { test, live }: { readonly test: CodedTest; readonly live: string },
) {
  const { check, steps } = await stepOf(request)
  const kept = await listSteps(request.scope, check.id)
  const { agreed, problems } = readAgreed(kept.get('agreed')?.content.rows ?? [])
  if (problems.length > 0) {
    reply.flash(message(`workshop.problem.${problems[0]?.problem}`))
    return reply.redirect(`${live}/${steps.findIndex(({ key }) => key === 'agreed') + 1}`, 303)
  }
  const notNow = readNotNow(test, kept.get('not-now')?.content ?? blankContent)
  await inTransaction(request.scope, async (scope) => {
    // Two desks that finish at once come one after the other.
    await lockTest(scope, check.id)
    await saveAgreement(scope, { checkId: check.id, agreed, notNow })
    await audit(deps, scope, {
      act: 'priorities-agreed',
      subjectId: check.id,
      details: { count: agreed.length },
    })
  })
  reply.flash(message(check.status === 'draft' ? 'workshop.done.draft' : 'workshop.done.agreed'))
  return reply.redirect(`${roomHref(check)}/workshop`, 303)
}
