import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'

const links = z.array(z.object({ href: z.string(), label: z.string() }))
const percents = z.object({ from: z.int(), to: z.int(), text: z.string() })

export const overviewPage = page(
  'checks/overview',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    checkId: z.uuid(),
    organisationId: z.uuid(),
    timeZone: z.string(),
    state: z.string(),
    dates: z.string(),
    isDraft: z.boolean(),
    isOpen: z.boolean(),
    isReminding: z.boolean(),
    /** Why the round cannot simply go on; null while it can. */
    stuck: z
      .object({
        title: z.string(),
        text: z.string(),
        canClose: z.boolean(),
        canDiscard: z.boolean(),
        isOver: z.boolean(),
      })
      .nullable(),
    /** How the last attempt to open it came to nothing. */
    notOpened: messageSchema.nullable(),
    underWay: z
      .object({ title: z.string(), done: z.int(), text: z.string(), note: z.string().nullable() })
      .nullable(),
    isLive: z.boolean(),
    next: z.object({ text: messageSchema, href: z.string(), action: messageSchema }),
    instruments: z.array(
      z.object({
        name: z.string(),
        href: z.string(),
        state: z.string(),
        band: percents.nullable(),
        note: z.string().nullable(),
        link: z.object({ href: z.string(), label: z.string() }).nullable(),
      }),
    ),
    participation: z.object({
      chart: z.string().nullable(),
      none: messageSchema,
      days: z.array(z.object({ day: z.string(), band: z.string() })),
    }),
    visible: z.object({ groups: z.int(), unshown: z.int(), isClosed: z.boolean() }).nullable(),
    visibleOver: z.boolean(),
    messages: z.array(
      z.object({
        name: z.string(),
        at: z.date(),
        state: z.string(),
        progress: z.object({ done: z.int(), text: z.string() }).nullable(),
      }),
    ),
    cards: z.int(),
    exported: z.int(),
    hasOpenLink: z.boolean(),
  }),
)

export const groupsPage = page(
  'checks/groups',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    checkId: z.uuid(),
    k: z.int(),
    detail: z.int(),
    groups: z.array(
      z.object({ name: z.string(), depth: z.int(), invited: z.int(), joined: z.string().nullable() }),
    ),
    unshown: z.array(z.object({ name: z.string(), countedIn: z.string().nullable() })),
    units: z.array(z.object({ name: z.string(), invited: z.int(), band: percents.nullable() })),
    /** From how many answers on the open link is shown; null where there is none. */
    openFrom: z.int().nullable(),
    isOpen: z.boolean(),
    isOver: z.boolean(),
  }),
)

export const closePage = page(
  'checks/close',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    checkId: z.uuid(),
    checkName: z.string(),
    errors: errorsSchema,
    typed: z.string(),
  }),
)

export const extendPage = page(
  'checks/extend',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    checkId: z.uuid(),
    timeZone: z.string(),
    now: z.string(),
    errors: errorsSchema,
    closesOn: z.string(),
  }),
)
