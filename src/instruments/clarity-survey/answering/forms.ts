import { z } from 'zod'
import type { Credential } from '../../../collection/inbox.ts'

const secret = z.string().trim().min(1).max(200)
// What is absent is no error: making one takes longer than all the rest of reading a form.
const optional = secret.optional().catch(undefined)
const credential = z.object({ token: optional, code: optional }).catch({})

/** What a form says about who sends it: the token of a link, or a typed code; null for neither. */
export function credentialIn(body: unknown): Credential | null {
  const { token, code } = credential.parse(body)
  if (token !== undefined) return { by: 'token', secret: token }
  return code === undefined ? null : { by: 'code', secret: code }
}

/** What the form carries beside the answers. The mark is 32 random bytes, drawn with the form. */
export const envelopeForm = z.object({
  mark: z.string().regex(/^[\w-]{43}$/),
  leader: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
})
