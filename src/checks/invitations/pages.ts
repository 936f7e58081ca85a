import { z } from 'zod'
import { messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'

const links = z.array(z.object({ href: z.string(), label: z.string() }))

export const messagesPage = page(
  'checks/messages',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    checkId: z.uuid(),
    timeZone: z.string(),
    isOpen: z.boolean(),
    /** The invitations are deleted: only when they went out is left. */
    isOver: z.boolean(),
    hasMail: z.boolean(),
    batches: z.array(
      z.object({
        name: z.string(),
        at: z.date(),
        state: z.string(),
        isSending: z.boolean(),
        /** Per cent of the batch's mails; null for reminders, whose number would tell how many have answered. */
        progress: z.object({ done: z.int(), text: z.string() }).nullable(),
      }),
    ),
    isSending: z.boolean(),
    held: z.int(),
    failed: z.int(),
    filters: z.array(z.object({ href: z.string(), label: z.string(), isChosen: z.boolean() })),
    rows: z.array(
      z.object({
        id: z.uuid(),
        invitationId: z.uuid(),
        personName: z.string(),
        address: z.string().nullable(),
        state: z.string(),
        problem: messageSchema.nullable(),
        isCurrent: z.boolean(),
      }),
    ),
    pager: z.object({ previous: z.string().nullable(), next: z.string().nullable(), text: z.string() }),
    joiners: z.array(z.object({ value: z.string(), label: z.string() })),
    cards: z.int(),
  }),
)

export const messagePage = page(
  'checks/message',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    /** Only while the mail is held in a trial; afterwards links are shown to nobody. */
    way: z.object({ href: z.string(), code: z.string() }).nullable(),
  }),
)

export const outboxPage = page(
  'outbox/list',
  z.object({
    title: z.string(),
    hasMail: z.boolean(),
    rows: z.array(
      z.object({
        checkId: z.uuid(),
        checkName: z.string(),
        organisationName: z.string(),
        state: z.string(),
        held: z.int(),
        waiting: z.int(),
        sent: z.int(),
        failed: z.int(),
      }),
    ),
  }),
)

export const cardsPage = page(
  'checks/cards',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links,
    checkId: z.uuid(),
    isOpen: z.boolean(),
    /** Who gets one. */
    cards: z.array(
      z.object({ invitationId: z.uuid(), personName: z.string(), teamName: z.string().nullable() }),
    ),
    exported: z.int(),
  }),
)

export const cardSheetPage = page(
  'checks/card-sheet',
  z.object({
    title: z.string(),
    organisation: z.string(),
    deadline: z.string(),
    address: z.string(),
    /** An SVG of the address and the words: it opens the page on which the code is typed. */
    qrCode: z.string(),
    isTrial: z.boolean(),
    words: z.string().nullable(),
    cards: z.array(z.object({ personName: z.string(), teamName: z.string().nullable(), code: z.string() })),
  }),
  { layout: 'plain' },
)
