import { z } from 'zod'
import { refusals } from '../../../collection/inbox.ts'
import { errorsSchema, messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'

const head = {
  title: z.string(),
  masthead: z.object({ name: z.string(), rest: z.string() }).nullable(),
  isTrial: z.boolean(),
}

const clause = z.object({ term: messageSchema, text: messageSchema })
export const contractSchema = z.object({ first: z.array(clause), rest: z.array(clause), hash: z.string() })

const facts = {
  publicId: z.string(),
  organisation: z.string(),
  runBy: z.string(),
  resultsOn: z.string().nullable(),
  resultsTo: z.string(),
  deadline: z.string(),
}

const code = { errors: errorsSchema, code: z.string() }

export const landingPage = page(
  'clarity-survey/landing',
  z.object({
    ...head,
    ...facts,
    ...code,
    isSealed: z.boolean(),
    contract: contractSchema,
    words: z.record(z.string(), z.string()),
  }),
  { layout: 'respondent' },
)

const option = z.object({ value: z.string(), label: z.string(), apart: z.boolean() })
const asked = z.object({
  name: z.string(),
  legend: z.string(),
  value: z.string().nullable(),
  error: messageSchema.nullable(),
})
const typed = z.object({ name: z.string(), label: z.string(), value: z.string() })

const stepSchema = z.object({
  kind: z.enum(['statements', 'named', 'serves', 'obstacle', 'estimates']),
  label: z.string(),
  /** Over statements that the organisation added. */
  added: z.object({ title: z.string(), hint: z.string() }).nullable(),
  statements: z.array(asked),
  named: z
    .object({ fields: z.array(typed), noneKnown: z.boolean(), error: messageSchema.nullable() })
    .nullable(),
  serves: asked.extend({ options: z.array(option) }).nullable(),
  obstacle: z.object({ value: z.string(), error: messageSchema.nullable() }).nullable(),
  estimates: z.array(asked.extend({ intro: z.string().nullable() })),
  explainsEstimates: z.boolean(),
})
export type StepView = z.input<typeof stepSchema>

export const formPage = page(
  'clarity-survey/form',
  z.object({
    ...head,
    publicId: z.string(),
    action: z.string(),
    /** Of the open link; empty for who was invited. */
    openId: z.string(),
    isKiosk: z.boolean(),
    errors: errorsSchema,
    credential: z.object({ name: z.string(), value: z.string() }),
    mark: z.string(),
    leader: z.enum(['yes', 'no']),
    deviceKey: z.string(),
    isSealed: z.boolean(),
    /** Of the open link's group; who was invited gets the public key of theirs. */
    unitId: z.string(),
    unitKey: z.string(),
    group: z.string(),
    scale: z.array(option),
    shares: z.array(option),
    longestPriority: z.number(),
    longestObstacle: z.number(),
    steps: z.array(stepSchema),
    words: z.record(z.string(), z.string()),
  }),
  { layout: 'respondent' },
)

export const thanksPage = page(
  'clarity-survey/thanks',
  z.object({ ...head, ...facts, isSealed: z.boolean() }),
  { layout: 'respondent' },
)

export const receiptPage = page(
  'clarity-survey/receipt',
  z.object({ ...head, ...facts, words: z.record(z.string(), z.string()) }),
  { layout: 'respondent' },
)

export const withdrawnPage = page('clarity-survey/withdrawn', z.object(head), { layout: 'respondent' })

export const refusedPage = page(
  'clarity-survey/refused',
  z.object({
    ...head,
    ...facts,
    ...code,
    reason: z.enum(refusals),
    /** What this person may have kept on the device; empty where that is nobody's business. */
    deviceKey: z.string(),
    speaksOfReceipts: z.boolean(),
    text: messageSchema,
    next: messageSchema,
  }),
  { layout: 'respondent' },
)

export const nowherePage = page('clarity-survey/nowhere', z.object({ title: z.string() }), {
  layout: 'respondent',
})
