import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import packageFile from '../../package.json' with { type: 'json' }
import type { Message } from '../domain/message.ts'
import type { ListedInstrument } from '../instruments/catalogue.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { notFound } from '../web/errors.ts'
import type { Press } from './press.ts'
import { type Draft, readDraft } from './read-draft.ts'

/** What the handlers of this feature share. */
export type Desk = {
  readonly deps: Dependencies
  readonly press: Press
  readonly instruments: readonly ListedInstrument[]
}

export type Voice = { readonly language: string; readonly say: (text: Message) => string }

export const checkAddress = z.object({ checkId: z.uuid() })
export const versionAddress = checkAddress.extend({ version: z.coerce.number().int().min(1).max(10_000) })

/** What is in the address and cannot be is not found. */
export function inAddress<S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> {
  const parsed = schema.safeParse(request.params)
  if (!parsed.success) throw notFound()
  return parsed.data
}

/** The check's report as it would be now; before the close there is none yet. */
export async function findDraft({ deps, instruments }: Desk, request: FastifyRequest) {
  const found = await readDraft(request.scope, {
    checkId: inAddress(checkAddress, request).checkId,
    instruments,
    now: deps.now(),
    preparedBy: request.account?.workspaceName ?? '',
    productVersion: packageFile.version,
  })
  if (found === undefined) throw notFound()
  return found
}

export async function draftOf(desk: Desk, request: FastifyRequest): Promise<Draft> {
  const found = await findDraft(desk, request)
  if ('tooEarly' in found) throw notFound()
  return found
}

/** A report is written in the language of whoever writes it. */
export function voiceOf(reply: FastifyReply): Voice {
  return { language: reply.request.locale, say: (text) => reply.say(text) }
}
