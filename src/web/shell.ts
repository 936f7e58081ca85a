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
  /** Whose page a respondent sees: the organisation, and which of its rounds. */
  masthead: z.object({ name: z.string(), rest: z.string() }).nullable(),
})
