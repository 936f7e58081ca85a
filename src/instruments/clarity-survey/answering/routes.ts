import type { FastifyInstance, FastifyReply } from 'fastify'
import type { AskedCheck } from '../../../collection/check-queries.ts'
import { defineClose } from '../../../collection/close.ts'
import { noteChange } from '../../../collection/count-takings.ts'
import { type Credential, openInbox, refusalOf } from '../../../collection/inbox.ts'
import { openSealedInbox } from '../../../collection/sealed-inbox.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { PageError } from '../../../web/errors.ts'
import { parseForm, typedText } from '../../../web/form.ts'
import { type SurveyAnswers, surveyForm } from '../answers.ts'
import { setUpOf } from './ask.ts'
import { surveyAsking } from './close-survey.ts'
import { type Ask, type Desk, findCheck, refuse, refuseCodes } from './desk.ts'
import { credentialIn, envelopeForm } from './forms.ts'
import { keepMade, nameChecks } from './keep-made.ts'
import { openRoutes } from './open-routes.ts'
import { writeContent } from './sealed-content.ts'
import { sealedRoutes } from './sealed-routes.ts'
import { showPages } from './show-pages.ts'

const largestBody = 64 * 1024

/** Where respondents get in. No cookie, no log; only the last step changes anything. */
export async function answeringRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const desk = {
    deps,
    inbox: openInbox(deps),
    sealed: openSealedInbox(deps),
    pages: showPages(deps),
    formFor: keepForms(),
  }
  defineClose(app, deps, surveyAsking)
  deps.jobs.repeat('watch-restore', '*/5 * * * *', () => noteChange(deps))
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('cache-control', 'no-store')
    done()
  })
  app.addHook('preHandler', (request) => refuseCodes(deps, request))
  app.get('/i/:publicId', (request: Ask, reply) => showLanding(desk, request, reply))
  app.post('/i/:publicId/form', { bodyLimit: largestBody }, (request: Ask, reply) =>
    begin(desk, request, reply),
  )
  app.post('/i/:publicId/answers', { bodyLimit: largestBody }, (request: Ask, reply) =>
    submit(desk, request, reply),
  )
  await app.register(async (sealed) => sealedRoutes(sealed, desk))
  await app.register(async (open) => openRoutes(open, desk))
}

async function showLanding(desk: Desk, request: Ask, reply: FastifyReply) {
  const check = await findCheck(desk.inbox.find, request)
  if (check === null) return desk.pages.nowhere(reply)
  const reason = refusalOf(check, desk.deps.now())
  return reason === null ? desk.pages.landing(reply, check) : refuse(desk, reply, { check, reason })
}

async function begin(desk: Desk, request: Ask, reply: FastifyReply) {
  const check = await findCheck(desk.inbox.recall, request)
  if (check === null) return desk.pages.nowhere(reply)
  const credential = credentialIn(request.body)
  if (credential === null)
    return desk.pages.landingAgain(reply, check, { code: { key: 'answering.code.missing' } })
  const knocked = await desk.inbox.knock(check, credential)
  if (knocked.outcome === 'refused') return refuse(desk, reply, { check, credential, ...knocked })
  const mark = desk.deps.random.bytes(32).toString('base64url')
  return desk.pages.form(reply, { check, credential, mark, invitation: knocked.invitation })
}

async function submit(desk: Desk, request: Ask, reply: FastifyReply) {
  const check = await findCheck(desk.inbox.recall, request)
  if (check === null) return desk.pages.nowhere(reply)
  const credential = credentialIn(request.body)
  const envelope = envelopeForm.safeParse(request.body)
  if (credential === null || !envelope.success) throw new PageError('bad-request', 400)
  const { mark, leader } = envelope.data
  const form = parseForm(desk.formFor(check, leader), request.body)
  if (!form.ok) return askAgain(desk, reply, { check, credential, mark, errors: form.errors })
  const taken = await (check.mode === 'sealed' ? seal : store)(desk, request, {
    ...{ check, credential, mark, isLeader: leader },
    answers: form.value,
  })
  return taken.outcome === 'refused'
    ? refuse(desk, reply, { check, credential, ...taken })
    : desk.pages.thanks(reply, check)
}

// Making a schema takes longer than all the rest of a submission.
function keepForms(): Desk['formFor'] {
  const nameOf = nameChecks()
  const keep = keepMade<ReturnType<typeof surveyForm>>()
  return (check, isLeader) => keep(`${nameOf(check)} ${isLeader}`, () => surveyForm(setUpOf(check, isLeader)))
}

type Filled = {
  readonly check: AskedCheck
  readonly credential: Credential
  readonly mark: string
  readonly isLeader: boolean
  readonly answers: SurveyAnswers
}

function store({ inbox }: Desk, { locale }: Ask, { answers, ...filled }: Filled) {
  return inbox.accept({ ...filled, sheet: { language: locale, ...answers } })
}

/** Without scripts this server seals. Only a typed code gets here: a link's secret stays with the script. */
function seal({ sealed }: Desk, { body, locale }: Ask, { isLeader, ...filled }: Filled) {
  if (filled.credential.by !== 'code') throw new PageError('bad-request', 400)
  const { code: _, token: __, mark: ___, leader: ____, ...answers } = typedText(body)
  const content = writeContent({ language: locale, leader: isLeader ? 'yes' : 'no', answers })
  return sealed.takeTyped({ ...filled, content })
}

type Again = {
  readonly check: AskedCheck
  readonly credential: Credential
  readonly mark: string
  readonly errors: Parameters<Desk['pages']['formAgain']>[2]['errors']
}

// Somebody whose answers could not count anyway is told so at once, not after mending them.
async function askAgain(desk: Desk, reply: FastifyReply, again: Again) {
  const { check, credential, mark, errors } = again
  const knocked = await desk.inbox.knock(check, credential)
  if (knocked.outcome === 'refused') return refuse(desk, reply, { check, credential, ...knocked })
  const typed = typedText(reply.request.body)
  const asked = { check, credential, mark, invitation: knocked.invitation }
  return desk.pages.formAgain(reply, asked, { typed, errors })
}
