import { z } from 'zod'
import { timeZoneNamed } from './time-zones.ts'

export const organisationForm = z.object({
  // As a page shows it, because it may have to be typed again: one blank where several were written.
  name: z
    .string()
    .transform((name) => name.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .pipe(z.string().min(1, 'organisations.error.name').max(120, 'organisations.error.name-long')),
  timeZone: z.string().transform(timeZoneNamed).pipe(z.string('organisations.error.time-zone')),
  language: z.string().regex(/^[a-z]{2,3}$/, 'organisations.error.language'),
})

export const organisationAddress = z.object({ organisationId: z.uuid() })
