import { z } from 'zod'
import { isTimeZone } from './time-zones.ts'

export const organisationForm = z.object({
  name: z.string().trim().min(1, 'organisations.error.name').max(120, 'organisations.error.name-long'),
  timeZone: z.string().refine(isTimeZone, 'organisations.error.time-zone'),
  language: z.string().regex(/^[a-z]{2,3}$/, 'organisations.error.language'),
})

export const organisationAddress = z.object({ organisationId: z.uuid() })
