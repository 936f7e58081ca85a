import { z } from 'zod'
import { levels } from '../chain.ts'
import { marks } from '../marks.ts'
import { type Element, elements, type Reference } from '../reference.ts'
import { connections } from '../traced-goal.ts'

export const horizons = ['quarter', 'direction'] as const
export type Horizon = (typeof horizons)[number]

/** The longest name, statement of an element, and restatement that a form takes, in characters. */
export const longest = { name: 120, element: 400, words: 8_000 } as const

const short = z.string().trim().max(longest.name, 'tracing.error.too-long')
const element = z.string().trim().max(longest.element, 'tracing.error.too-long').default('')
const tick = z
  .string()
  .optional()
  .transform((value) => value !== undefined)

/** A goal as the top states it. Of what is scored at least one element has to be stated. */
export const goalForm = z
  .object({
    name: short.min(1, 'tracing.error.goal-name'),
    statedBy: short.default(''),
    horizon: z.enum(horizons, 'tracing.error.horizon'),
    outcome: element,
    measure: element,
    deadline: element,
    why: element,
    owner: element,
  })
  .refine(({ outcome, measure, deadline }) => `${outcome}${measure}${deadline}` !== '', {
    path: ['outcome'],
    message: 'tracing.error.reference',
  })
  .transform(({ name, statedBy, horizon, ...reference }) => ({
    name,
    statedBy,
    horizon,
    reference: reference satisfies Reference,
  }))

export const interviewForm = z.object({
  role: short.min(1, 'tracing.error.role'),
  team: short.min(1, 'tracing.error.team'),
  level: z.enum(levels, 'tracing.error.level'),
  reportsTo: z
    .union([z.literal('').transform(() => null), z.uuid()], 'tracing.error.reports-to')
    .default(null),
  name: short.default(''),
  isSource: tick,
  next: z.enum(['chain', 'more']).catch('chain'),
})

const version = z.coerce.number().int().min(0)
// A browser sends a line break as two characters; both are one.
const words = z
  .string()
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
  .pipe(z.string().max(longest.words, 'tracing.error.words-too-long'))
  .default('')

/** What is typed while listening. `screen` tells one open page from another. */
export const wordsForm = z.object({
  version,
  screen: z.string().min(1).max(64),
  said: words,
  work: words,
  language: z.string().regex(/^[a-z]{2}$/),
  mayQuote: tick,
  next: z.enum(['stay', 'marks', 'goal']).catch('stay'),
})

const mark = z.union([z.literal('').transform(() => undefined), z.enum(marks)]).optional()

export const marksForm = z.object({
  version,
  marksVersion: version,
  connection: z.union([z.literal('').transform(() => null), z.enum(connections)]).default(null),
  ...(Object.fromEntries(elements.map((each) => [`mark-${each}`, mark])) as Record<
    `mark-${Element}`,
    typeof mark
  >),
})

export const removalForm = z.object({ name: z.string().trim().catch('') })
