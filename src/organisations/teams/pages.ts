import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { breadcrumb, choices } from '../pages.ts'

export const teamsPage = page(
  'teams/list',
  z.object({
    title: z.string(),
    links: breadcrumb,
    room: z.string(),
    isFrozen: z.boolean(),
    removed: z.object({ id: z.string(), text: z.string() }).nullable(),
    teams: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        level: z.number(),
        people: z.number(),
        whole: z.number(),
        leaders: z.number(),
      }),
    ),
    errors: errorsSchema,
    name: z.string(),
    parentId: z.string(),
    parents: choices,
  }),
)

export const teamPage = page(
  'teams/edit',
  z.object({
    title: z.string(),
    links: breadcrumb,
    room: z.string(),
    address: z.string(),
    errors: errorsSchema,
    name: z.string(),
    parentId: z.string(),
    parents: choices,
    teamName: z.string(),
    isEmpty: z.boolean(),
    contents: messageSchema,
    mergeInto: messageSchema,
  }),
)
