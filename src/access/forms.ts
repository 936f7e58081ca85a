import { z } from 'zod'

// Blanks at the ends come from filling in by a phone; they are taken off before the address is looked at.
const email = z.string().trim().max(254, 'access.error.email').pipe(z.email('access.error.email'))

const newPassword = z.string().min(12, 'access.error.password').max(200, 'access.error.password-long')

export const setupForm = z.object({
  code: z.string().trim().min(1, 'access.error.code'),
  name: z.string().trim().min(1, 'access.error.name').max(120),
  workspace: z.string().trim().min(1, 'access.error.workspace').max(120),
  email,
  password: newPassword,
})

export const signInForm = z.object({
  email,
  password: z.string().min(1, 'access.error.password-missing').max(200),
})

export const passwordForm = z.object({
  old: z.string().min(1, 'access.error.password-missing').max(200, 'access.error.old-wrong'),
  password: newPassword,
})
