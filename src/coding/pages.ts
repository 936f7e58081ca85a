import { z } from 'zod'
import { errorsSchema, messageSchema } from '../web/form.ts'
import { page } from '../web/page.ts'

const link = z.object({ href: z.string(), label: z.string() })
const choice = link.extend({ isChosen: z.boolean(), count: z.number(), key: z.string().nullable() })
const option = z.object({ value: z.string(), label: z.string(), key: z.string().nullable() })

const frame = {
  title: z.string(),
  isTrial: z.boolean(),
  checkId: z.string(),
  crumbs: z.array(link),
  here: z.string(),
  heading: z.string(),
  /** The part of the check that its navigation marks. */
  part: z.enum(['results', 'none']),
}

const text = z.object({
  id: z.string(),
  text: z.string(),
  question: z.string().nullable(),
  times: z.string().nullable(),
  /** What it is coded as; null while it is not. */
  theme: z.string().nullable(),
  /** What the other coder said, once both are done. */
  other: z.string().nullable(),
  isTicked: z.boolean(),
})

const suggested = z.array(text.pick({ id: true, text: true, times: true, isTicked: true }))

const suggestion = z.object({
  at: z.number(),
  words: z.string(),
  name: z.string(),
  theme: z.string(),
  texts: suggested,
  /** Those that are folded away. */
  others: suggested,
})

/** A coder's screen. Nothing on it tells who wrote a text. */
export const deskPage = page(
  'coding/desk',
  z.object({
    ...frame,
    lead: z.string(),
    /** Why there is nothing to code. */
    wait: z.object({ text: z.string(), back: link }).nullable(),
    /** Asked before the second coder begins on the account of the first. */
    handOver: z.object({ href: z.string() }).nullable(),
    desk: z
      .object({
        coder: z.enum(['lead', 'second']),
        isGiven: z.boolean(),
        isOpen: z.boolean(),
        mayName: z.boolean(),
        isOpenShown: z.boolean(),
        action: z.string(),
        revision: z.number(),
        notice: z.string().nullable(),
        problem: z.string().nullable(),
        progress: z.object({ done: z.number(), text: z.string() }),
        last: z.string().nullable(),
        shown: z.array(choice),
        themes: z.array(choice),
        options: z.array(option),
        chosen: z
          .object({ id: z.string(), name: z.string(), others: z.array(option), count: z.number() })
          .nullable(),
        suggestions: z.array(suggestion),
        more: link.nullable(),
        texts: z.array(text),
        emptyText: z.string(),
        typed: z.object({ theme: z.string(), name: z.string() }),
        pager: z
          .object({ previous: z.string().nullable(), next: z.string().nullable(), text: z.string() })
          .nullable(),
        agreement: z.array(messageSchema).readonly(),
        second: z.object({ href: z.string(), text: z.string() }).nullable(),
        canFinish: z.boolean(),
        freezeHref: z.string().nullable(),
        back: link,
        keys: z.array(z.object({ key: z.string(), text: z.string() })),
      })
      .nullable(),
  }),
)

export const freezePage = page(
  'coding/freeze',
  z.object({
    ...frame,
    text: z.string(),
    coders: z.string(),
    themes: z.array(z.object({ name: z.string(), texts: z.string() })),
    revision: z.number(),
    open: z.number(),
    checkName: z.string(),
    typedName: z.string(),
    errors: errorsSchema,
    back: link,
  }),
)
