import { z } from 'zod'
import { teamChoice } from '../teams/forms.ts'
import { bareEmailAddress, isEmailAddress } from './email-address.ts'

const oneLine = z.string().transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())

export const personForm = z.object({
  name: oneLine.pipe(z.string().min(1, 'people.error.name').max(120, 'people.error.name-long')),
  email: oneLine
    .transform(bareEmailAddress)
    .refine((email) => email === '' || isEmailAddress(email), 'people.error.email')
    .transform((email) => (email === '' ? null : email)),
  teamId: teamChoice,
  isLeader: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked === 'yes'),
  language: z
    .union([z.string().regex(/^[a-z]{2,3}$/), z.literal('')], 'people.error.language')
    .transform((code) => (code === '' ? null : code)),
})

export const personAddress = z.object({ organisationId: z.uuid(), personId: z.uuid() })

export const searchQuery = z.object({
  q: z.string().trim().max(200).catch('').default(''),
  team: z.uuid().nullable().catch(null).default(null),
  leaders: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((ticked) => ticked === 'yes'),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1).default(1),
  removed: z.string().catch('').default(''),
})
export type SearchQuery = z.infer<typeof searchQuery>
