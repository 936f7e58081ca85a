import { z } from 'zod'
import { messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'
import { contractSchema } from './pages.ts'

const head = {
  title: z.string(),
  masthead: z.object({ name: z.string(), rest: z.string() }).nullable(),
  isTrial: z.boolean(),
  openId: z.string(),
  isKiosk: z.boolean(),
  resultsOn: z.string().nullable(),
  resultsTo: z.string(),
}

export const openLandingPage = page(
  'clarity-survey/open-landing',
  z.object({
    ...head,
    publicId: z.string(),
    organisation: z.string(),
    runBy: z.string(),
    deadline: z.string(),
    isSealed: z.boolean(),
    smallestGroup: z.number(),
    contract: contractSchema,
    words: z.record(z.string(), z.string()),
  }),
  { layout: 'respondent' },
)

export const openThanksPage = page(
  'clarity-survey/open-thanks',
  z.object({ ...head, smallestGroup: z.number() }),
  { layout: 'respondent' },
)

export const openRefusedPage = page(
  'clarity-survey/open-refused',
  z.object({ ...head, text: messageSchema, next: messageSchema, canGoOn: z.boolean() }),
  { layout: 'respondent' },
)
