import { z } from 'zod'
import { messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'

export const signOffPage = page(
  'checks/sign-off',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    links: z.array(z.object({ href: z.string(), label: z.string() })),
    checkId: z.uuid(),
    name: z.string(),
    mark: z.string(),
    /** Why it cannot be opened; null when it can. */
    refusal: messageSchema.nullable(),
    canOpen: z.boolean(),
    warnings: z.array(messageSchema),
    dates: z.array(z.object({ label: z.string(), value: z.string() })),
    counts: z.array(z.object({ label: z.string(), value: z.int() })),
    tree: z.array(
      z.object({ name: z.string(), depth: z.int(), staff: z.int().nullable(), unit: z.string().nullable() }),
    ),
    leaders: z.array(z.string()),
    moreLeaders: z.int(),
    withoutAddress: z.array(z.string()),
    moreWithoutAddress: z.int(),
    units: z.array(z.object({ name: z.string(), side: z.string(), invited: z.int() })),
    visible: z.object({ groups: z.int(), unshown: z.int(), k: z.int(), detail: z.int() }),
    mail: z.object({ subject: z.string(), text: z.string() }),
    /** Statements that the organisation adds; null for none. */
    own: z
      .object({
        title: messageSchema,
        text: messageSchema,
        statements: z.array(z.object({ text: messageSchema, pillar: messageSchema })),
      })
      .nullable(),
    contract: z.object({
      clauses: z.array(z.object({ term: messageSchema, text: messageSchema })),
      hash: z.string(),
    }),
    facts: z.array(messageSchema),
  }),
)
