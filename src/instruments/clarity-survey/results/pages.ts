import { z } from 'zod'
import { released } from '../../../domain/disclosure/released.ts'
import { page } from '../../../web/page.ts'

const link = z.object({ href: z.string(), label: z.string() })
const choice = link.extend({ isChosen: z.boolean() })

/** What a place shows has passed the gate, as text too; what is hidden says why. */
export const cellSchema = z.object({
  shown: released(z.string()).nullable(),
  hidden: z.string().nullable(),
  step: z.string(),
  mark: z.enum(['solid', 'hollow']).nullable(),
})

export const tableSchema = z.object({
  caption: z.string(),
  heads: z.array(z.string()).readonly(),
  rows: z
    .array(z.object({ name: z.string(), href: z.string().nullable(), cells: z.array(cellSchema).readonly() }))
    .readonly(),
})

export const exhibitSchema = z.object({
  title: z.string(),
  chart: released(z.string()).nullable(),
  note: z.string(),
  table: tableSchema,
})

const group = z.object({
  id: z.string(),
  name: z.string(),
  level: z.number(),
  answered: released(z.string()),
  joined: z.string().nullable(),
})
const groupRow = group.extend({ cells: z.array(cellSchema).readonly() })
const hiddenRow = z.object({ id: z.string(), name: z.string(), text: z.string() })

const groups = z.object({
  rows: z.array(groupRow).readonly(),
  hidden: z.array(hiddenRow).readonly(),
  width: z.number(),
})

const ofCheck = z.object({
  title: z.string(),
  isTrial: z.boolean(),
  checkId: z.string(),
  crumbs: z.array(link),
  state: z.string(),
})

/** `nothing` says why there are no figures at all. */
export const resultsPage = page(
  'clarity-survey/results',
  ofCheck.extend({
    nothing: z.object({ title: z.string(), text: z.string() }).nullable(),
    results: z
      .object({
        participation: z.array(group).readonly(),
        hidden: z.array(hiddenRow).readonly(),
        gap: exhibitSchema.nullable(),
        expected: exhibitSchema.nullable(),
        named: exhibitSchema,
        namedHref: z.string().nullable(),
        /** Statements that the organisation added; null for none. */
        own: z.object({ title: z.string(), note: z.string(), table: tableSchema }).nullable(),
        means: z.object({ title: z.string(), table: tableSchema }),
        standouts: z.array(released(z.string())).readonly(),
        matrix: z
          .object({
            title: z.string(),
            columns: z.array(z.string()).readonly(),
            rows: z.array(groupRow).readonly(),
          })
          .nullable(),
      })
      .nullable(),
    heat: groups
      .extend({
        title: z.string(),
        columns: z.array(z.object({ code: z.string(), label: z.string() })).readonly(),
        pillars: z.array(choice),
        shows: z.array(choice),
        sorts: z.array(choice),
      })
      .nullable(),
    /** Who coded what people named; null until it is coded. */
    namedCoders: z.string().nullable(),
    obstacles: z
      .object({ title: z.string(), table: tableSchema, note: z.string(), coders: z.string() })
      .nullable(),
    obstaclesHref: z.string().nullable(),
    roundsHref: z.string().nullable(),
  }),
)

export const itemPage = page(
  'clarity-survey/item',
  ofCheck.extend({
    heading: z.string(),
    statement: z.string(),
    /** Whom the first figures are of. */
    of: z.string(),
    facts: z.array(z.object({ name: z.string(), cell: cellSchema })).readonly(),
    reversed: z.boolean(),
    distribution: exhibitSchema.nullable(),
    detailFrom: z.number(),
    groups: groups.extend({ heads: z.array(z.string()).readonly() }),
    previous: link.nullable(),
    next: link.nullable(),
  }),
)
