import { z } from 'zod'
import { longest } from '../tracing/forms.ts'

const secret = z.string().trim().min(1).max(200)

/** What an interviewee shows to be let in: the secret of the link, or the code as typed. */
export type Credential = { readonly by: 'token' | 'code'; readonly secret: string }

const credential = z
  .object({ token: secret.nullable().catch(null), code: secret.nullable().catch(null) })
  .catch({ token: null, code: null })

export function credentialIn(body: unknown): Credential | null {
  const { token, code } = credential.parse(body)
  if (token !== null) return { by: 'token', secret: token }
  return code === null ? null : { by: 'code', secret: code }
}

const words = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(longest.words, 'self-serve.error.too-long'))
  .default('')

/** Both answers may be short, but the first may not be missing, and nothing is taken without consent. */
export const answersForm = z.object({
  said: words.pipe(z.string().min(1, 'self-serve.error.said')),
  work: words,
  language: z.string().regex(/^[a-z]{2}$/),
  consent: z.string('self-serve.error.consent').min(1, 'self-serve.error.consent'),
  mayQuote: z
    .string()
    .optional()
    .transform((value) => value !== undefined),
})
