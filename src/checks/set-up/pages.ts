import { z } from 'zod'
import { errorsSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'

const box = z.object({ name: z.string(), label: z.string(), isTicked: z.boolean() })

export const setUpPage = page(
  'checks/set-up',
  z.object({
    title: z.string(),
    lead: z.string(),
    errors: errorsSchema,
    links: z.array(z.object({ href: z.string(), label: z.string() })),
    /** null while the check is new. */
    checkId: z.uuid().nullable(),
    timeZone: z.string(),
    name: z.string(),
    opensOn: z.string(),
    closesOn: z.string(),
    resultsOn: z.string(),
    resultsTo: z.string(),
    runBy: z.string(),
    profile: z.string(),
    profiles: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string() })),
    openLink: z.boolean(),
    openLinkHint: z.string(),
    priorities: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
    /** Empty where there is only one to choose. */
    languages: z.array(box),
    onlyLanguage: z.object({ name: z.string(), label: z.string() }).nullable(),
    items: z.array(box),
    bank: z.array(box),
  }),
)
