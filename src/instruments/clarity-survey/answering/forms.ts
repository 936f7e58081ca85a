import { z } from 'zod'
import type { Credential } from '../../../collection/inbox.ts'

const token = z.string().trim().min(1).max(200)
const code = z.string().trim().min(1).max(200)

/** What a form says about who sends it: the token of a link, or a typed code; null for neither. */
export function credentialIn(body: unknown): Credential | null {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const asToken = token.safeParse(fields.token)
  if (asToken.success) return { by: 'token', secret: asToken.data }
  const asCode = code.safeParse(fields.code)
  return asCode.success ? { by: 'code', secret: asCode.data } : null
}

/** What the form carries beside the answers. The mark is 32 random bytes, drawn with the form. */
export const envelopeForm = z.object({
  mark: z.string().regex(/^[\w-]{43}$/),
  leader: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
})
