import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'
import { navSchema } from '../sealed-room/pages.ts'

const position = z.object({
  name: z.string().nullable(),
  statements: z.array(z.object({ says: z.string(), as: z.string() })),
  more: z.int(),
})
const decision = z.object({
  theme: z.string().nullable(),
  question: z.string(),
  positions: z.array(position),
})
const agreed = z.array(z.object({ place: z.int(), text: z.string(), owner: z.string(), measure: z.string() }))

export const sheetPage = page(
  'priorities-test/workshop',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links: z.array(z.object({ href: z.string(), label: z.string() })),
    checkId: z.uuid(),
    nav: navSchema,
    nothing: z
      .object({ title: z.string(), text: z.string(), href: z.string(), action: z.string() })
      .nullable(),
    sheet: z
      .object({
        organisation: z.string(),
        check: z.string(),
        overlap: z.string(),
        decisions: z.array(
          decision.extend({
            /** What was decided; null while it is open: lines to write on. */
            decided: z.object({ says: z.string(), owner: z.string(), measure: z.string() }).nullable(),
          }),
        ),
        isAgreed: z.boolean(),
        agreed,
        notNow: z.array(z.string()),
        offered: z.array(z.string()),
        blanks: z.array(z.int()),
      })
      .nullable(),
  }),
)

const row = z.object({
  place: z.int(),
  text: z.string(),
  owner: z.string(),
  measure: z.string(),
})

export const livePage = page(
  'priorities-test/live',
  z.object({
    title: z.string(),
    checkId: z.uuid(),
    organisation: z.string(),
    at: z.int(),
    total: z.int(),
    kind: z.enum(['conflict', 'measure', 'choose', 'agreed', 'not-now']),
    theme: z.string().nullable(),
    question: z.string(),
    positions: z.array(position),
    revision: z.int(),
    outcome: z.string(),
    outcomes: z.array(z.object({ value: z.string(), label: messageSchema })),
    text: z.string(),
    owner: z.string(),
    measure: z.string(),
    choices: z.array(z.object({ id: z.string(), label: z.string(), isPicked: z.boolean() })),
    rows: z.array(row),
    lines: z.array(z.object({ place: z.int(), text: z.string() })),
    /** Somebody else has written since: what stands there now, nothing where they emptied it. */
    isOvertaken: z.boolean(),
    theirs: z.array(z.string()),
    errors: errorsSchema,
    words: z.record(z.string(), z.string()),
    longest: z.object({ text: z.int(), owner: z.int(), measure: z.int() }),
    /** More ticks than these are refused; null where there is no limit. */
    mostPicks: z.int().nullable(),
    backHref: z.string(),
    isFirst: z.boolean(),
    isLast: z.boolean(),
  }),
  { layout: 'plain' },
)
