import { z } from 'zod'
import { errorsSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { breadcrumb, choices } from '../pages.ts'

export const peoplePage = page(
  'people/list',
  z.object({
    title: z.string(),
    links: breadcrumb,
    address: z.string(),
    room: z.string(),
    isFrozen: z.boolean(),
    isSearch: z.boolean(),
    removed: z.object({ id: z.string(), text: z.string() }).nullable(),
    q: z.string(),
    team: z.string(),
    teams: choices,
    leaders: z.boolean(),
    total: z.number(),
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string().nullable(),
        team: z.string(),
        isLeader: z.boolean(),
        language: z.string(),
      }),
    ),
    pager: z.object({ text: z.string(), previous: z.string().nullable(), next: z.string().nullable() }),
  }),
)

export const personPage = page(
  'people/edit',
  z.object({
    title: z.string(),
    links: breadcrumb,
    address: z.string(),
    room: z.string(),
    here: z.string(),
    isNew: z.boolean(),
    isFrozen: z.boolean(),
    submit: z.string(),
    errors: errorsSchema,
    name: z.string(),
    email: z.string(),
    teamId: z.string(),
    teams: choices,
    isLeader: z.boolean(),
    language: z.string(),
    languages: choices,
  }),
)
