import { z } from 'zod'

/** What every layout may read, beside the page's own data. */
export const shellSchema = z.object({
  title: z.string(),
  locale: z.string(),
  dir: z.enum(['ltr', 'rtl']),
  path: z.string(),
  csrf: z.string(),
  workspaceName: z.string().nullable(),
  signedIn: z.boolean(),
  flash: z.string().nullable(),
  trial: z.boolean(),
})
