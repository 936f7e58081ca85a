import { z } from 'zod'

export const closeForm = z.object({ name: z.string().trim().catch('') })
export const extendForm = z.object({ closesOn: z.iso.date('checks.error.day') })
