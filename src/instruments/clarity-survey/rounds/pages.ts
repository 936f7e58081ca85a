import { z } from 'zod'
import { released } from '../../../domain/disclosure/released.ts'
import { page } from '../../../web/page.ts'
import { cellSchema, exhibitSchema, tableSchema } from '../results/pages.ts'

/** `nothing` says why there is nothing to compare. */
export const roundsPage = page(
  'clarity-survey/rounds',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    checkId: z.string(),
    crumbs: z.array(z.object({ href: z.string(), label: z.string() })),
    state: z.string(),
    nothing: z.object({ title: z.string(), text: z.string() }).nullable(),
    staff: exhibitSchema.nullable(),
    /** Statements that the organisation added; `table` null where none was asked in the same words before. */
    own: z
      .object({
        group: z.string(),
        table: tableSchema.nullable(),
        notCompared: z.array(z.string()).readonly(),
      })
      .nullable(),
    groups: z
      .object({
        columns: z.array(z.string()).readonly(),
        rows: z
          .array(
            z.object({
              name: z.string(),
              level: z.number(),
              answered: released(z.string()),
              /** The number of its footnote. */
              footnote: z.number().nullable(),
              cells: z.array(cellSchema).readonly(),
            }),
          )
          .readonly(),
        footnotes: z.array(z.object({ place: z.number(), text: z.string() })).readonly(),
        left: z.array(z.string()).readonly(),
      })
      .nullable(),
  }),
)
