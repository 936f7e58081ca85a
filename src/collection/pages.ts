import { z } from 'zod'
import { page } from '../web/page.ts'

export const waysToAnswer = ['sealed', 'plain', 'trial', 'open'] as const

export const viewers = [
  ...(['leaders', 'colleague', 'counter', 'consultant', 'copy', 'later'] as const),
  ...(['log', 'mail', 'keys', 'others', 'operator'] as const),
] as const

export const kept = ['answers', 'invitations', 'texts', 'counts', 'roster', 'interviews', 'attempts'] as const

export const trustPage = page(
  'collection/trust',
  z.object({
    title: z.string(),
    ways: z.array(z.object({ name: z.string(), text: z.string() })),
    viewers: z.array(z.object({ who: z.string(), sees: z.string(), not: z.string() })),
    smallest: z.number(),
    smallestStrict: z.number(),
    kept: z.array(z.object({ what: z.string(), until: z.string() })),
  }),
  { layout: 'respondent' },
)
