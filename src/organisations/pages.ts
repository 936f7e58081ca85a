import { z } from 'zod'
import { errorsSchema, messageSchema } from '../web/form.ts'
import { page } from '../web/page.ts'

export const choices = z.array(z.object({ value: z.string(), label: z.string() }))
export const breadcrumb = z.array(z.object({ href: z.string(), label: z.string() }))

export const organisationsPage = page(
  'organisations/list',
  z.object({
    title: z.string(),
    rows: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        teams: z.number(),
        people: z.number(),
        check: z
          .object({ id: z.string(), name: z.string(), status: z.string(), state: z.string() })
          .nullable(),
      }),
    ),
  }),
)

export const organisationFormPage = page(
  'organisations/form',
  z.object({
    title: z.string(),
    links: breadcrumb,
    lead: z.string(),
    submit: z.string(),
    isNew: z.boolean(),
    cancel: z.string(),
    errors: errorsSchema,
    name: z.string(),
    timeZone: z.string(),
    timeZones: choices,
    language: z.string(),
    languages: choices,
  }),
)

export const organisationPage = page(
  'organisations/show',
  z.object({
    title: z.string(),
    links: breadcrumb,
    id: z.string(),
    state: messageSchema,
    next: z.object({ text: messageSchema, action: messageSchema, href: z.string() }),
    hasPeople: z.boolean(),
    checks: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        status: z.string(),
        state: z.string(),
        opensOn: z.string(),
        closesAt: z.string(),
      }),
    ),
    timeZone: z.string(),
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
    withoutTeam: z.number(),
    leaders: z.array(z.object({ id: z.string(), name: z.string(), teamName: z.string().nullable() })),
    moreLeaders: z.number(),
  }),
)
