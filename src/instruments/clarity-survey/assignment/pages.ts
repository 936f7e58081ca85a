import { z } from 'zod'
import { errorsSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'

const option = z.object({ value: z.string(), label: z.string() })

const group = z.object({ key: z.string(), text: z.string(), times: z.string().nullable(), value: z.string() })

const block = z.object({
  id: z.string(),
  /** A single group is asked as itself; several are asked together, and one by one where they differ. */
  isTogether: z.boolean(),
  label: z.string(),
  times: z.string().nullable(),
  value: z.string(),
  groups: z.array(group),
})

/** What a coder sees: texts and how often each was written, nothing of where they come from. */
export const prioritiesPage = page(
  'clarity-survey/priorities',
  z.object({
    title: z.string(),
    isTrial: z.boolean(),
    checkId: z.string(),
    crumbs: z.array(z.object({ href: z.string(), label: z.string() })),
    state: z.enum(['not-closed', 'no-priorities', 'not-coded', 'open', 'locked']),
    lead: z.string(),
    errors: errorsSchema,
    work: z
      .object({
        priorities: z.array(z.object({ number: z.number(), text: z.string() })),
        progress: z.object({ done: z.number(), text: z.string() }),
        page: z.number(),
        blocks: z.array(block),
        options: z.array(option),
        optionsTogether: z.array(option),
        pager: z.object({ previous: z.string().nullable(), next: z.string().nullable(), text: z.string() }),
        isFinished: z.boolean(),
        checkName: z.string(),
        typedName: z.string(),
      })
      .nullable(),
  }),
)
