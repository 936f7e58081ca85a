import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Message, message } from '../domain/message.ts'
import { PageError } from './errors.ts'

export type Errors = Readonly<Record<string, Message>>

/** For a page's contract. A template asks for one field with `(lookup errors "name")`. */
export const messageSchema: z.ZodType<Message> = z.custom<Message>(
  (value) => typeof value === 'object' && value !== null && 'key' in value,
)
export const errorsSchema = z.record(z.string(), messageSchema)

export type FormResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: Errors; readonly typed: Readonly<Record<string, string>> }

/**
 * Reads a posted form. A schema says its error as a catalogue key: `z.string().min(1, 'organisations.error.name')`.
 * What was typed is given back, so that the page can be shown again with nothing lost.
 */
export function parseForm<S extends z.ZodType>(schema: S, body: unknown): FormResult<z.output<S>> {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, errors: errorsOf(parsed.error), typed: typedText(body) }
}

function errorsOf(error: z.ZodError): Errors {
  const errors: Record<string, Message> = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.') || 'form'
    errors[field] ??= message(/^[a-z-]+\.[\w.-]+$/i.test(issue.message) ? issue.message : 'web.error.value')
  }
  return errors
}

/** Before a route looks at what was sent: a form has fields. A bare text or a list is none. */
export function refuseFormless(app: FastifyInstance): void {
  app.addHook('preValidation', ({ body }, _reply, done) => {
    const isForm = body === undefined || body === null || (typeof body === 'object' && !Array.isArray(body))
    done(isForm ? undefined : new PageError('bad-request', 400))
  })
}

export function typedText(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {}
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
