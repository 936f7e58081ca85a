import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'

const head = {
  title: z.string(),
  masthead: z.object({ name: z.string(), rest: z.string() }).nullable(),
  publicId: z.string(),
  organisation: z.string(),
  runBy: z.string(),
}
const words = z.record(z.string(), z.string())

export const landingPage = page(
  'priorities-test/landing',
  z.object({ ...head, asked: z.int(), words, errors: errorsSchema, code: z.string() }),
  { layout: 'respondent' },
)

const field = z.object({
  name: z.string(),
  label: messageSchema,
  value: z.string(),
  longest: z.int(),
  error: messageSchema.nullable(),
})

export const formPage = page(
  'priorities-test/form',
  z.object({
    ...head,
    words,
    errors: errorsSchema,
    executive: z.string(),
    sealKey: z.string(),
    draft: z.string(),
    revision: z.int(),
    /** Typed by hand; null for who came by the link. */
    code: z.string().nullable(),
    wasShown: z.boolean(),
    hasRole: z.boolean(),
    questions: z.array(
      z.object({
        code: z.string(),
        at: z.int(),
        isRequired: z.boolean(),
        legend: messageSchema,
        hint: messageSchema,
        rows: z.array(z.object({ fields: z.array(field) })),
      }),
    ),
  }),
  { layout: 'respondent' },
)

export const endPage = page(
  'priorities-test/end',
  z.object({
    title: head.title,
    masthead: head.masthead,
    publicId: z.string(),
    reason: z.string(),
    text: messageSchema,
    next: messageSchema,
    asksCode: z.boolean(),
    code: z.string(),
    errors: errorsSchema,
  }),
  { layout: 'respondent' },
)
