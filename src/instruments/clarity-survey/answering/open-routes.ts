import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { countFailure } from '../../../access/rate-limit.ts'
import { type Outcome, refusalOf } from '../../../collection/inbox.ts'
import { type OpenInbox, openOpenInbox } from '../../../collection/open-inbox.ts'
import { openSubmissionSchema } from '../../../collection/submission.ts'
import { PageError } from '../../../web/errors.ts'
import { parseForm, typedText } from '../../../web/form.ts'
import type { SurveyAnswers } from '../answers.ts'
import type { Desk } from './desk.ts'
import { languageFor } from './facts.ts'
import { envelopeForm } from './forms.ts'
import { writeContent } from './sealed-content.ts'
import {
  type OpenVisit,
  showOpenForm,
  showOpenLanding,
  showOpenRefusal,
  showOpenThanks,
} from './show-open-pages.ts'

const bodyLimit = 64 * 1024
// A whole shift may share one address; one person who presses Send all day may not.
const mostAnHour = 300
const kioskForm = z.object({ kiosk: z.string().catch('') }).catch({ kiosk: '' })

type Ask = FastifyRequest<{ Params: { openId: string } }>
type OpenDesk = Desk & { readonly open: OpenInbox }

/** Where people get in whom nobody invited by name. No cookie, no log, no receipt; nothing is kept on the device. */
export async function openRoutes(app: FastifyInstance, desk: Desk): Promise<void> {
  const open: OpenDesk = { ...desk, open: openOpenInbox(desk.deps) }

  for (const isKiosk of [false, true])
    app.get(`/o/:openId${isKiosk ? '/kiosk' : ''}`, (request: Ask, reply) =>
      visit(open, { request, reply, isKiosk }, (visited) => showOpenLanding(reply, visited)),
    )

  app.post('/o/:openId/form', { bodyLimit }, (request: Ask, reply) =>
    visit(open, { request, reply, isKiosk: isKioskIn(request.body) }, (visited) => {
      const mark = desk.deps.random.bytes(32).toString('base64url')
      return showOpenForm(reply, visited, { mark, filled: { typed: {}, errors: {} } })
    }),
  )

  app.post('/o/:openId/answers', { bodyLimit }, (request: Ask, reply) =>
    visit(open, { request, reply, isKiosk: isKioskIn(request.body) }, (visited) =>
      takeForm(open, reply, visited),
    ),
  )

  app.post('/o/:openId/submit', { bodyLimit: 16 * 1024 }, (request: Ask, reply) =>
    visit(open, { request, reply, isKiosk: false }, async (visited) => {
      const read = openSubmissionSchema.safeParse(request.body)
      // What was sent may hold an answer, so it is not repeated.
      if (!read.success || visited.check.mode !== 'sealed') throw new PageError('bad-request', 400)
      const { kiosk, ...given } = read.data
      await limit(open, request)
      const outcome = await open.open.takeSealed(visited, given)
      return answer(reply, { ...visited, isKiosk: kiosk }, outcome)
    }),
  )
}

type Visiting = { readonly request: Ask; readonly reply: FastifyReply; readonly isKiosk: boolean }

async function visit(
  desk: OpenDesk,
  { request, reply, isKiosk }: Visiting,
  then: (visited: OpenVisit) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { openId } = request.params
  const link = /^[\w-]{1,64}$/.test(openId) ? await desk.open.find(openId) : null
  const check = link === null ? null : await desk.inbox.find(link.publicId)
  if (link === null || check === null) return desk.pages.nowhere(reply)
  request.locale = languageFor(check, request.locale)
  const reason = refusalOf(check, desk.deps.now()) ?? (link.hasEnded ? 'ended' : null)
  if (reason !== null) return showOpenRefusal(reply, { check, openId, isKiosk }, reason)
  const { unitId, unitName } = link
  if (unitId === null || unitName === null) throw new Error('A check with an open link has no group for it.')
  return then({ check, openId, unitId, unitName, isKiosk })
}

async function takeForm(desk: OpenDesk, reply: FastifyReply, visited: OpenVisit): Promise<FastifyReply> {
  const { body } = reply.request
  const form = envelopeForm.safeParse(body)
  if (!form.success || form.data.leader) throw new PageError('bad-request', 400)
  const { mark } = form.data
  const read = parseForm(desk.formFor(visited.check, false), body)
  if (!read.ok) {
    const filled = { typed: typedText(body), errors: read.errors }
    return showOpenForm(reply.code(422), visited, { mark, filled })
  }
  await limit(desk, reply.request)
  return answer(reply, visited, await take(desk, reply, { visited, mark, answers: read.value }))
}

type Taken = { readonly visited: OpenVisit; readonly mark: string; readonly answers: SurveyAnswers }

function take({ open }: OpenDesk, { request }: FastifyReply, { visited, mark, answers }: Taken) {
  const language = request.locale
  if (visited.check.mode === 'trial')
    return open.takeTrial(visited, { mark, sheet: { language, ...answers } })
  const { kiosk: _, mark: __, leader: ___, token: ____, code: _____, ...typed } = typedText(request.body)
  return open.takeTyped(visited, { mark, content: writeContent({ language, leader: 'no', answers: typed }) })
}

function answer(reply: FastifyReply, visited: OpenVisit, outcome: Outcome): Promise<FastifyReply> {
  return outcome.outcome === 'refused'
    ? showOpenRefusal(reply, visited, outcome.reason)
    : showOpenThanks(reply, visited)
}

/** Not how many failed, but how many were sent: nobody holds a link that could be used up. */
function limit({ deps }: OpenDesk, { ip: address }: FastifyRequest): Promise<void> {
  return countFailure(deps, { what: 'open-link', address, most: mostAnHour })
}

function isKioskIn(body: unknown): boolean {
  return kioskForm.parse(body).kiosk === 'yes'
}
