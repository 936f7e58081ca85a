import type { z } from 'zod'

export type Layout = 'app' | 'respondent' | 'report' | 'plain'

type PageSchema = z.ZodObject<{ title: z.ZodType<string> } & z.ZodRawShape>

/** A page's contract: the template, what it may read, and the frame around it. */
export type Page<S extends PageSchema = PageSchema> = {
  readonly template: string
  readonly schema: S
  readonly layout: Layout
}

const pages = new Map<string, Page>()

/** Declares views/<template>.hbs with the data it gets. At boot every template is held against its schema. */
export function page<S extends PageSchema>(
  template: string,
  schema: S,
  options: { readonly layout: Layout } = { layout: 'app' },
): Page<S> {
  if (pages.has(template)) throw new Error(`The page "${template}" is declared twice.`)
  const made = { template, schema, layout: options.layout }
  pages.set(template, made as unknown as Page)
  return made
}

export function declaredPages(): readonly Page[] {
  return [...pages.values()]
}
