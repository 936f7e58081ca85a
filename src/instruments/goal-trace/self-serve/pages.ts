import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'

const text = z.string()
const head = {
  title: text,
  masthead: z.object({ name: text, rest: text }).nullable(),
  isTrial: z.boolean(),
  publicId: text,
}
const inLayout = { layout: 'respondent' } as const

export const entrancePage = page(
  'goal-trace/entrance',
  z.object({ ...head, runBy: text, organisation: text, code: text, errors: errorsSchema }),
  inLayout,
)

export const answersPage = page(
  'goal-trace/answers',
  z.object({
    ...head,
    runBy: text,
    organisation: text,
    errors: errorsSchema,
    credential: z.object({ name: text, value: text }),
    goalName: text,
    who: text,
    name: text.nullable(),
    said: text,
    work: text,
    language: text,
    languages: z.array(z.object({ value: text, label: text })),
    consent: z.boolean(),
    mayQuote: z.boolean(),
  }),
  inLayout,
)

/** Received, or why not: each with what to do next. */
export const toldPage = page(
  'goal-trace/told',
  z.object({ ...head, reason: text, said: text, work: text, text: messageSchema, next: messageSchema }),
  inLayout,
)

export const nowherePage = page('goal-trace/nowhere', z.object({ title: text, text }), inLayout)
