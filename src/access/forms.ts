import { z } from 'zod'

const email = z.email('access.error.email').trim().max(254)

export const setupForm = z.object({
  code: z.string().trim().min(1, 'access.error.code'),
  name: z.string().trim().min(1, 'access.error.name').max(120),
  workspace: z.string().trim().min(1, 'access.error.workspace').max(120),
  email,
  password: z.string().min(12, 'access.error.password').max(200),
})

export const signInForm = z.object({
  email,
  password: z.string().min(1, 'access.error.password-missing').max(200),
})
