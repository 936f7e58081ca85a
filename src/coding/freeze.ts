import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Message, message } from '../domain/message.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { codersOf } from './coders.ts'
import { noTheme } from './coding.ts'
import { freezeForm } from './forms.ts'
import { freezeCoding } from './freeze-coding.ts'
import { freezePage } from './pages.ts'
import type { Kept, KeptCoding } from './queries.ts'
import { type CodingRoom, codingPath, frameOf, roomOf } from './room.ts'
import { sayCoders } from './say-coders.ts'
import { codingHref } from './show-desk.ts'
import { countShown, countWritten, nameOf } from './show-texts.ts'

/** Freezing cannot be undone: a page says what it does, and the name of the check is typed. */
export async function freezeRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(`${codingPath}/freeze`, async (request, reply) => {
    const room = await roomOf(deps, request, 'lead')
    if (!isToFreeze(room)) return toDesk(room, reply)
    return drawFreeze(reply, room, { typedName: '', error: null })
  })
  app.post(`${codingPath}/freeze`, (request, reply) => freeze(deps, request, reply))
}

type RoomToFreeze = CodingRoom & { readonly kept: KeptCoding }

function isToFreeze(room: CodingRoom): room is RoomToFreeze {
  return room.kept !== null && room.wait === null && !room.kept.coding.isFrozen
}

async function freeze(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const room = await roomOf(deps, request, 'lead')
  if (!isToFreeze(room)) {
    reply.flash(message('coding.freeze.was-frozen'))
    return toDesk(room, reply)
  }
  const { name, revision } = freezeForm.parse(request.body ?? {})
  if (name !== room.check.name) {
    const attempt = { typedName: name, error: message('coding.freeze.wrong-name') }
    return drawFreeze(reply.code(422), room, attempt)
  }
  const kept = await freezeCoding(deps, request.scope, {
    subject: room.subject,
    checkId: room.check.id,
    revision,
  })
  reply.flash(noteOf(kept))
  return kept.outcome === 'kept'
    ? reply.redirect(`/app/checks/${room.check.id}${room.subject.back.path}`, 303)
    : toDesk(room, reply)
}

function noteOf(kept: Kept): Message {
  if (kept.outcome === 'refused') return kept.reason
  return message(kept.outcome === 'kept' ? 'coding.freeze.done' : 'coding.freeze.behind')
}

function toDesk({ check, subject }: CodingRoom, reply: FastifyReply) {
  return reply.redirect(codingHref(check.id, subject), 303)
}

function drawFreeze(
  reply: FastifyReply,
  room: RoomToFreeze,
  { typedName, error }: { readonly typedName: string; readonly error: Message | null },
) {
  const say = reply.say.bind(reply)
  const { subject, check, kept } = room
  const { coding, start, events, revision } = kept
  const codes = [...coding.themes.map(({ id }) => id), noTheme]
  return reply.show(freezePage, {
    ...frameOf(room, reply),
    text: say(subject.freezing),
    coders: sayCoders(codersOf(start, events)).map(say).join(' '),
    themes: codes.map((code) => ({
      name: nameOf(coding, code, say),
      texts: say(message('coding.freeze.texts', { count: countWritten(coding, 'lead', code) })),
    })),
    open: countShown(coding, 'lead', 'open'),
    revision,
    checkName: check.name,
    typedName,
    errors: error === null ? {} : { name: error },
    back: { href: codingHref(check.id, subject), label: say(message('coding.freeze.back')) },
  })
}
