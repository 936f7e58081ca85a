import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../../access/require-account.ts'
import { findCoding } from '../../../coding/queries.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { type Errors, parseForm, typedText } from '../../../web/form.ts'
import { codingSubject, findAgreedPriorities, findTest, listExecutives, listStatements } from '../queries.ts'
import { checkOf, roomHref } from '../test-of.ts'
import { beginAnew, beginTest } from './begin-test.ts'
import { addExecutive, setRoles } from './change-executives.ts'
import { executiveRoutes } from './executive-routes.ts'
import { newcomerForm, rolesIn } from './forms.ts'
import { type MailKind, putMails } from './mail-queries.ts'
import { roomPage } from './pages.ts'
import { findAccountName, listLeaders } from './queries.ts'
import { roomView, type Stage } from './room-view.ts'
import { defineExecutiveMails, sendAll } from './send-mails.ts'
import { tell } from './tell.ts'
import { fewestExecutives, mostExecutives } from './test-rules.ts'

const path = '/checks/:checkId/priorities-test'
const blank = { name: '', role: '', email: '', reason: '' }

/** The consultant's room of the priorities test: who is asked, who has sealed, and the seal. */
export async function sealedRoomRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  defineExecutiveMails(deps)
  app.get(path, (request, reply) => showRoom(deps, request, reply))

  app.post(`${path}/begin`, async (request, reply) => {
    const check = await checkOf(request)
    await beginTest(deps, request.scope, check)
    return reply.redirect(roomHref(check), 303)
  })

  app.post(`${path}/begin-anew`, async (request, reply) => {
    const check = await checkOf(request)
    await beginAnew(deps, request.scope, check.id)
    return reply.redirect(roomHref(check), 303)
  })

  app.post(`${path}/roles`, async (request, reply) => {
    const check = await checkOf(request)
    const roles = rolesIn(request.body)
    return tell(reply, roomHref(check), await setRoles(request.scope, { checkId: check.id, roles }), 'roles')
  })

  app.post(`${path}/executives`, async (request, reply) => {
    const check = await checkOf(request)
    const form = parseForm(newcomerForm, request.body)
    if (!form.ok) return showRoom(deps, request, reply.code(422), form.errors)
    const result = await addExecutive(deps, request.scope, { check, person: form.value })
    if (result.outcome === 'refused') {
      const field = { 'reason-needed': 'reason', 'same-address': 'email' }[result.reason as string] ?? 'name'
      const errors = { [field]: message(`sealed-room.refused.${result.reason}`, { most: mostExecutives }) }
      return showRoom(deps, request, reply.code(422), errors)
    }
    return tell(reply, roomHref(check), result, 'added')
  })

  app.post(`${path}/send`, (request, reply) => mailAll(deps, request, reply, 'invitation'))
  app.post(`${path}/remind`, (request, reply) => mailAll(deps, request, reply, 'reminder'))
  await app.register(async (rooms) => executiveRoutes(rooms, deps))
}

async function showRoom(
  deps: Dependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  errors: Errors = {},
) {
  const check = await checkOf(request)
  const { scope } = request
  const test = await findTest(scope, check.id)
  const isOpen = test?.state === 'open'
  const view = roomView(
    {
      ...{ check, test },
      executives: test === null ? [] : await listExecutives(scope, check.id),
      leaders: test === null ? (await listLeaders(scope, check.organisationId)).length : 0,
      isLost: isOpen && !deps.keys.tests.areThere(check.id, []),
      hasMail: deps.mailer !== null,
      brokenBy: test?.brokenBy == null ? null : await findAccountName(scope, test.brokenBy),
      stage: test?.state === 'broken' ? await stageOf(request, check.id) : 'to-code',
    },
    reply.say.bind(reply),
  )
  const typed = Object.keys(errors).length > 0 ? { ...blank, ...typedText(request.body) } : blank
  return reply.show(roomPage, { ...view, errors, typed })
}

async function stageOf({ scope }: FastifyRequest, checkId: string): Promise<Stage> {
  if ((await findAgreedPriorities(scope, checkId)).length > 0) return 'agreed'
  const kept = await findCoding(scope, { checkId, subject: codingSubject })
  if (kept?.coding.isFrozen === true) return 'frozen'
  return (await listStatements(scope, checkId)).length === 0 ? 'nothing-read' : 'to-code'
}

async function mailAll(deps: Dependencies, request: FastifyRequest, reply: FastifyReply, kind: MailKind) {
  const check = await checkOf(request)
  const { scope } = request
  const [test, executives] = [await findTest(scope, check.id), await listExecutives(scope, check.id)]
  const asked = executives.filter(({ state }) => state !== 'removed')
  const say = (text: Message) => {
    reply.flash(text)
    return reply.redirect(roomHref(check), 303)
  }
  if (test?.state !== 'open') return say(message('sealed-room.refused.not-open'))
  if (!deps.keys.tests.areThere(check.id, [])) return say(message('sealed-room.refused.keys-lost'))
  // The buttons stand in the form of the roles: what was typed there is kept, too.
  await setRoles(scope, { checkId: check.id, roles: rolesIn(request.body) })
  if (asked.length < fewestExecutives)
    return say(message('sealed-room.next.too-few', { fewest: fewestExecutives }))
  const order = { checkId: check.id, kind, hasMailer: deps.mailer !== null, only: null }
  const ids = await putMails(scope, order)
  const act = kind === 'invitation' ? 'executives-invited' : 'executives-reminded'
  await audit(deps, scope, { act, subjectId: check.id })
  await sendAll(
    deps,
    ids.map((executiveId) => ({ workspaceId: scope.workspaceId, checkId: check.id, executiveId })),
  )
  return say(message(`sealed-room.mailed.${deps.mailer === null ? 'held' : kind}`))
}
