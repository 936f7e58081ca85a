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
    pulse: z.boolean(),
    pulseHint: z.string(),
    items: z.array(box),
    bank: z.array(box),
    own: z.object({
      isOpen: z.boolean(),
      hint: z.string(),
      pillars: z.array(z.object({ value: z.string(), label: z.string() })),
      places: z.array(
        z.object({
          legend: z.string(),
          texts: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
          pillar: z.object({ name: z.string(), value: z.string() }),
          reversed: z.boolean(),
          reversedName: z.string(),
        }),
      ),
      /** For the script: it shows one empty place at a time. */
      words: z.record(z.string(), z.string()),
    }),
  }),
)
