import { z } from 'zod'
import { page } from '../../../web/page.ts'
import { navSchema } from '../sealed-room/pages.ts'

const sides = z.array(z.object({ who: z.string(), says: z.string() }))
export const heatSchema = z.object({
  title: z.string(),
  heads: z.object({ group: z.string(), answered: z.string() }),
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      name: z.string(),
      answered: z.string(),
      cells: z.array(z.object({ label: z.string(), level: z.string().nullable(), isSolid: z.boolean() })),
    }),
  ),
  note: z.string().nullable(),
})

export const coherencePage = page(
  'priorities-test/results',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links: z.array(z.object({ href: z.string(), label: z.string() })),
    checkId: z.uuid(),
    nav: navSchema,
    nothing: z
      .object({
        title: z.string(),
        text: z.string(),
        href: z.string().nullable(),
        action: z.string().nullable(),
      })
      .nullable(),
    results: z
      .object({
        basis: z.string(),
        isOneCoder: z.boolean(),
        coherence: z.object({ title: z.string(), word: z.string().nullable() }),
        matrix: heatSchema,
        byAll: z.array(z.string()),
        byOne: z.array(z.string()),
        conflicts: z.array(
          z.object({ lead: z.string(), first: sides, second: sides, rest: z.string().nullable() }),
        ),
        measures: z.array(z.object({ lead: z.string(), first: sides, second: sides })),
        standing: heatSchema,
        figures: z.array(z.object({ name: z.string(), says: z.string() })),
        /** How many are still open. */
        decisions: z.int(),
        agreed: z.array(
          z.object({ place: z.int(), text: z.string(), owner: z.string(), measure: z.string() }),
        ),
        notNow: z.array(z.string()),
        unnamed: z.string().nullable(),
        /** For the consultant alone: whom to speak to in private. */
        people: z.array(z.object({ short: z.string(), name: z.string() })),
      })
      .nullable(),
  }),
)
