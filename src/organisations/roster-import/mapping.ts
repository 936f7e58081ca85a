import { z } from 'zod'

/** What a column of the file may hold. */
export const columnRoles = [
  'name',
  'firstName',
  'lastName',
  'email',
  'team',
  'parent',
  'leader',
  'language',
] as const
export type ColumnRole = (typeof columnRoles)[number]

/** What stands between the teams of a path such as "Company / Sales". */
export const separators = [
  'none',
  ' / ',
  '/',
  ' > ',
  '>',
  '\\',
  '|',
  '::',
  ' » ',
  ' → ',
  ' - ',
  ' – ',
] as const

/** How the table is read: guessed at first, then as the consultant says. */
export const mappingSchema = z.object({
  /** Index of the row with the columns' names; null: the file has none. */
  header: z.number().int().min(0).nullable(),
  /** One entry a column; null: the column is not used. */
  roles: z.array(z.enum(columnRoles).nullable()),
  separator: z.enum(separators),
  /** Parent teams that the file does not describe: made at the top (true) or told as an error. */
  makeParents: z.boolean(),
  /** Names are written "Last, First" and turned round. */
  lastFirst: z.boolean(),
  /** A top team that bears the organisation's name is a team of its own, not the organisation itself. */
  keepsTop: z.boolean(),
})

export type Mapping = z.infer<typeof mappingSchema>
