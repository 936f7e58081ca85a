import { z } from 'zod'
import { envelopeBytes } from '../../static/js/survey/envelope-form.js'
import { messageBytes, modulusBytes, randomizerBytes } from './blind-signature.ts'

// What arrives from a respondent's script, as base64url of exactly the right length.

const message = bytes(messageBytes)
const envelope = bytes(envelopeBytes)

const secret = z.string().trim().min(1).max(200)
const blinded = bytes(modulusBytes)

/** By the secret of a link or by a typed code. */
export const issueSchema = z.union([
  z.strictObject({ token: secret, blinded }),
  z.strictObject({ code: secret, blinded }),
])

/** Nothing else may come with it: no name, no unit, no token. */
export const submissionSchema = z
  .strictObject({ m: message, signature: bytes(randomizerBytes + modulusBytes), envelope })
  .transform(({ m, signature, envelope }) => ({ credential: { message: m, signature }, envelope }))

export type Submission = z.output<typeof submissionSchema>

/** By open link: no credential, and no receipt afterwards. `kiosk` only says which thanks are shown. */
export const openSubmissionSchema = z.strictObject({ m: message, envelope, kiosk: z.boolean() })

/** `envelope` null withdraws. */
export const replacementSchema = z.strictObject({ m: message, envelope: envelope.nullable() })

function bytes(count: number) {
  return z
    .string()
    .length(Math.ceil((count * 8) / 6))
    .regex(/^[\w-]*$/)
    .transform((text) => Buffer.from(text, 'base64url'))
}
