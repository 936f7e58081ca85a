import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { breadcrumb, choices } from '../pages.ts'

export const uploadPage = page(
  'roster-import/upload',
  z.object({
    title: z.string(),
    links: breadcrumb,
    errors: errorsSchema,
    hasPeople: z.boolean(),
    isFrozen: z.boolean(),
  }),
)

const pageLinks = z.object({ text: z.string(), previous: z.string().nullable(), next: z.string().nullable() })

/** The first of a list, more of it behind a fold, and how many are left. */
const listOf = <T extends z.ZodType>(one: T) =>
  z.object({ count: z.number(), first: z.array(one), more: z.array(one), left: z.number() })

const columns = z.array(
  z.object({
    field: z.string(),
    letter: z.string(),
    head: z.string(),
    samples: z.array(z.string()),
    role: z.string(),
    /** Announced for the choice, which has no visible label of its own. */
    label: z.string(),
  }),
)

export const previewPage = page(
  'roster-import/preview',
  z.object({
    title: z.string(),
    links: breadcrumb,
    address: z.string(),
    fileName: z.string(),
    organisationName: z.string(),
    errors: errorsSchema,
    columns,
    /** Columns that hold something and are not used. */
    unused: columns,
    roles: choices,
    header: z.string(),
    headers: choices,
    separator: z.string(),
    separators: choices,
    makeParents: z.boolean(),
    lastFirst: z.boolean(),
    hasWholeName: z.boolean(),
    keepsTop: z.boolean(),
    top: z.string().nullable(),
    plan: z
      .object({
        summary: messageSchema,
        taken: z.number(),
        notes: z.array(messageSchema),
        counts: z.object({ new: z.number(), updated: z.number(), unchanged: z.number(), error: z.number() }),
        newTeams: listOf(z.string()),
        followed: listOf(z.string()),
        emptied: listOf(z.string()),
        missing: listOf(z.object({ name: z.string(), team: z.string() })),
        views: z.array(z.object({ href: z.string(), label: z.string(), isCurrent: z.boolean() })),
        rows: z.array(
          z.object({
            row: z.number(),
            fate: z.string(),
            fateText: z.string(),
            name: z.string(),
            email: z.string(),
            team: z.string(),
            leader: z.string(),
            language: z.string(),
            isWrong: z.boolean(),
            changes: z.array(messageSchema),
            problems: z.array(messageSchema),
          }),
        ),
        pager: pageLinks,
      })
      .nullable(),
  }),
)

export const progressPage = page(
  'roster-import/progress',
  z.object({
    title: z.string(),
    links: breadcrumb,
    fileName: z.string(),
    done: z.number(),
    total: z.number(),
    percent: z.number(),
  }),
)

export const outcomePage = page(
  'roster-import/outcome',
  z.object({
    title: z.string(),
    links: breadcrumb,
    address: z.string(),
    room: z.string(),
    fileName: z.string(),
    hasFailed: z.boolean(),
    lines: z.array(messageSchema),
  }),
)
