import { z } from 'zod'
import { page } from '../web/page.ts'

const table = z.object({
  caption: z.string(),
  heads: z.array(z.string()),
  rows: z.array(z.array(z.string())),
})

export const methodPage = page(
  'method/index',
  z.object({
    title: z.string(),
    sections: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        paragraphs: z.array(z.string()),
        tables: z.array(table),
      }),
    ),
  }),
)
