import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'

const links = z.array(z.object({ href: z.string(), label: z.string() }))
const head = { title: z.string(), isTrial: z.boolean(), links, checkId: z.uuid() }

export const navSchema = z.object({
  links: z.array(z.object({ href: z.string(), label: messageSchema, isCurrent: z.boolean() })),
})

const executive = z.object({
  id: z.uuid(),
  name: z.string(),
  address: z.string().nullable(),
  role: z.string(),
  state: z.string(),
  hasSealed: z.boolean(),
  mail: z.string().nullable(),
  problem: messageSchema.nullable(),
  isHeld: z.boolean(),
})

export const roomPage = page(
  'priorities-test/room',
  z.object({
    ...head,
    state: z.enum(['none', 'open', 'broken']),
    isLost: z.boolean(),
    counts: z.string(),
    next: z.object({ text: messageSchema, href: z.string().nullable(), action: messageSchema.nullable() }),
    nav: navSchema.nullable(),
    leaders: z.int(),
    executives: z.array(executive),
    unsent: z.int(),
    waiting: z.int(),
    hasMail: z.boolean(),
    needsReason: z.boolean(),
    breakable: z.enum(['all', 'early', 'no']),
    broken: z
      .object({
        at: z.date(),
        by: z.string().nullable(),
        reason: z.string().nullable(),
        missing: z.array(z.string()),
        unreadable: z.int(),
      })
      .nullable(),
    removed: z.array(z.object({ name: z.string(), reason: z.string().nullable() })),
    timeZone: z.string(),
    errors: errorsSchema,
    typed: z.object({ name: z.string(), role: z.string(), email: z.string(), reason: z.string() }),
  }),
)

export const reasonPage = page(
  'priorities-test/reason',
  z.object({
    ...head,
    lead: messageSchema,
    points: z.array(messageSchema),
    action: z.string(),
    asksReason: z.boolean(),
    /** The name of the check, to be typed where nothing can be undone; null: not asked for. */
    checkName: z.string().nullable(),
    typedName: z.string(),
    label: messageSchema,
    confirm: messageSchema,
    typed: z.string(),
    errors: errorsSchema,
  }),
)

export const wayPage = page(
  'priorities-test/way',
  z.object({
    ...head,
    to: z.string(),
    href: z.string(),
    entrance: z.string(),
    code: z.string(),
    hasAddress: z.boolean(),
    letter: z.object({ subject: z.string(), text: z.string() }),
  }),
)
