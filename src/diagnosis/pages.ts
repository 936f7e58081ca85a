import { z } from 'zod'
import { errorsSchema, messageSchema } from '../web/form.ts'
import { page } from '../web/page.ts'

const text = messageSchema

const checkFrame = {
  checkId: z.string(),
  breadcrumb: z.object({
    links: z.array(z.object({ href: z.string(), label: z.string() })),
    here: z.string().nullable(),
  }),
}

const evidenceSchema = z.object({
  place: z.int(),
  says: text,
  weight: text,
  basis: text,
  certainty: text.nullable(),
  caveats: z.array(text),
})

/** The machine's own version, which stays in sight beside the consultant's. */
const machineSchema = z.object({
  wording: text,
  why: text.nullable(),
  remedy: text.nullable(),
  firstStep: text.nullable(),
  owner: text.nullable(),
  dueOn: z.string().nullable(),
})

const fieldsSchema = z.object({
  wording: z.string(),
  why: z.string(),
  remedy: z.string(),
  firstStep: z.string(),
  owner: z.string(),
  due: z.string(),
  dismissal: z.string(),
})

export const findingSchema = z.object({
  target: z.string(),
  name: text,
  meaning: text,
  verdict: z.string(),
  verdictName: text,
  verdictMeaning: text,
  standing: z.string(),
  standingName: text,
  isOpen: z.boolean(),
  canUndo: z.boolean(),
  canReview: z.boolean(),
  isOutdated: z.boolean(),
  isSilent: z.boolean(),
  isEdited: z.boolean(),
  isDismissed: z.boolean(),
  isOvertaken: z.boolean(),
  dismissal: z.string().nullable(),
  shown: machineSchema,
  machine: machineSchema,
  hasRemedy: z.boolean(),
  evidence: z.array(evidenceSchema),
  settles: text.nullable(),
  mark: z.string(),
  names: z.record(z.string(), z.string()),
  fields: fieldsSchema,
  errors: errorsSchema,
  isUnfolded: z.boolean(),
})

const groupSchema = z.object({ title: z.string(), findings: z.array(findingSchema) })

export const findingsPage = page(
  'diagnosis/findings',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    ...checkFrame,
    errors: errorsSchema,
    state: z.array(text),
    warning: text.nullable(),
    open: z.int(),
    groups: z.array(groupSchema),
    unknowns: z.array(text),
  }),
)

export const findingsWaitPage = page(
  'diagnosis/wait',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    ...checkFrame,
    text,
  }),
)
