import { z } from 'zod'
import { page } from '../web/page.ts'

export const viewers = ['leaders', 'colleague', 'consultant', 'server', 'mail', 'others'] as const

export const trustPage = page(
  'collection/trust',
  z.object({
    title: z.string(),
    viewers: z.array(z.object({ who: z.string(), sees: z.string(), not: z.string() })),
    smallest: z.number(),
    smallestStrict: z.number(),
  }),
  { layout: 'respondent' },
)
