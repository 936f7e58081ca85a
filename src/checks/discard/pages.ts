import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'

export const discardPage = page(
  'checks/discard',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links: z.array(z.object({ href: z.string(), label: z.string() })),
    checkId: z.uuid(),
    checkName: z.string(),
    why: messageSchema,
    errors: errorsSchema,
    typed: z.string(),
  }),
)
