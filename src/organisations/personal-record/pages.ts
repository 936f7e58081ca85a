import { z } from 'zod'
import { errorsSchema } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { breadcrumb } from '../pages.ts'

export const recordPage = page(
  'people/record',
  z.object({
    title: z.string(),
    links: breadcrumb,
    address: z.string(),
    sections: z.array(
      z.object({
        title: z.string(),
        rows: z.array(z.object({ term: z.string(), text: z.string() })),
        none: z.string().nullable(),
      }),
    ),
    notHere: z.array(z.string()),
  }),
)

export const erasePage = page(
  'people/erase',
  z.object({
    title: z.string(),
    links: breadcrumb,
    address: z.string(),
    name: z.string(),
    errors: errorsSchema,
    typed: z.string(),
    goes: z.array(z.string()),
    /** What was found by name alone and may be a namesake's. */
    byName: z.array(z.object({ value: z.string(), label: z.string(), isTicked: z.boolean() })),
    stays: z.array(z.string()),
  }),
)
