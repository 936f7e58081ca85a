import { z } from 'zod'
import { errorsSchema } from '../web/form.ts'
import { page } from '../web/page.ts'

export const setupPage = page(
  'access/setup',
  z.object({
    title: z.string(),
    errors: errorsSchema,
    code: z.string(),
    name: z.string(),
    workspace: z.string(),
    email: z.string(),
  }),
  { layout: 'plain' },
)

export const signInPage = page(
  'access/sign-in',
  z.object({ title: z.string(), errors: errorsSchema, email: z.string() }),
  { layout: 'plain' },
)

export const passwordPage = page('access/password', z.object({ title: z.string(), errors: errorsSchema }))
