import { z } from 'zod'

/** An empty choice stands for the organisation itself. */
export const teamChoice = z
  .union([z.uuid(), z.literal('')], 'teams.error.parent-gone')
  .transform((id) => (id === '' ? null : id))

export const teamForm = z.object({
  name: z
    .string()
    .transform((name) => name.replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'teams.error.name').max(120, 'teams.error.name-long')),
  parentId: teamChoice,
})

export const mergeForm = z.object({ confirmName: z.string().trim().default('') })

export const teamAddress = z.object({ organisationId: z.uuid(), teamId: z.uuid() })
