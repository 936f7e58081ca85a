import { z } from 'zod'
import { heatLevels } from '../../../domain/chapter.ts'
import { messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'

const text = z.string()
const table = z.object({ heads: z.array(messageSchema), rows: z.array(z.array(messageSchema)) })

/** An exhibit of the report as this page shows it. */
const shown = z.object({
  id: text,
  title: messageSchema,
  note: messageSchema.nullable(),
  svg: text.nullable(),
  table: table.nullable(),
  listing: table.nullable(),
  heat: z
    .object({
      heads: z.object({ group: messageSchema, answered: messageSchema }),
      columns: z.array(messageSchema),
      rows: z.array(
        z.object({
          name: messageSchema,
          answered: messageSchema,
          cells: z.array(z.object({ label: messageSchema, level: z.enum(heatLevels).nullable() })),
        }),
      ),
    })
    .nullable(),
  sides: z.array(
    z.object({
      head: messageSchema,
      figure: messageSchema.nullable(),
      says: messageSchema,
      isQuote: z.boolean(),
    }),
  ),
  remarks: z.array(z.object({ lead: messageSchema.nullable(), says: messageSchema })),
})

export const traceResultsPage = page(
  'goal-trace/results',
  z.object({
    title: text,
    isTrial: z.boolean(),
    checkId: text,
    links: z.array(z.object({ href: text, label: text })),
    here: text,
    home: text,
    lead: messageSchema.nullable(),
    exhibits: z.array(shown),
    unknowns: z.array(messageSchema),
  }),
)
