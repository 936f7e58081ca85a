import { z } from 'zod'
import { messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'

export const contractPage = page(
  'checks/contract',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links: z.array(z.object({ href: z.string(), label: z.string() })),
    clauses: z.array(z.object({ term: messageSchema, text: messageSchema })),
    hash: z.string(),
    /** What the strict profile would mean; null where the promise can no longer change. */
    stricter: messageSchema.nullable(),
  }),
)
