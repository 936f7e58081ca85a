import { z } from 'zod'
import { columnRoles, type Mapping, separators } from './mapping.ts'

export const uploadForm = z.object({
  file: z.object({ name: z.string(), content: z.instanceof(Buffer) }, 'roster-import.error.no-file'),
})

export const importAddress = z.object({ organisationId: z.uuid(), importId: z.uuid() })

export const viewQuery = z.object({
  only: z.enum(['problems', 'changes']).nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).catch(1).default(1),
})
export type View = z.infer<typeof viewQuery>

const ticked = z
  .literal('yes')
  .optional()
  .transform((tick) => tick === 'yes')

const columnsForm = z.object({
  header: z.coerce.number().int().min(0).max(20),
  separator: z.enum(separators),
  makeParents: ticked,
  lastFirst: ticked,
  keepsTop: ticked,
})

/** The posted choices as a mapping; null: what was sent is no such form. `header` 0 says that no row names the columns. */
export function readMapping(body: unknown, columns: number): Mapping | null {
  const form = columnsForm.safeParse(body)
  if (!form.success) return null
  const sent = body as Readonly<Record<string, unknown>>
  const { header, ...others } = form.data
  return {
    ...others,
    header: header === 0 ? null : header - 1,
    roles: Array.from(
      { length: columns },
      (_, at) => columnRoles.find((role) => role === sent[`role-${at}`]) ?? null,
    ),
  }
}

export const confirmForm = z.object({
  removesMissing: z.literal('yes').optional(),
  organisationName: z.string().trim().default(''),
})
