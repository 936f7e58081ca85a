import { z } from 'zod'

const line = (most: number) =>
  z
    .string()
    .catch('')
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim().slice(0, most))

export const longest = { text: 200, owner: 80, measure: 160 } as const
export const outcomes = ['open', 'priority', 'not-now'] as const
export const places = [1, 2, 3] as const
export const notNowLines = 3

const many = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string().max(60)).max(200).catch([]),
)

/** What was typed on one screen, whichever it is; fields that a screen does not have stay empty. */
export const stepContent = z.object({
  outcome: z.enum(outcomes).catch('open'),
  text: line(longest.text),
  owner: line(longest.owner),
  measure: line(longest.measure),
  /** Themes that are chosen, or statements that are put off. */
  picks: many,
  rows: z
    .array(z.object({ text: line(longest.text), owner: line(longest.owner), measure: line(longest.measure) }))
    .catch([]),
  lines: z.array(line(longest.text)).catch([]),
})
export type StepContent = z.output<typeof stepContent>

export const blankContent: StepContent = stepContent.parse({})

/** The posted fields `outcome`, `text`, `owner`, `measure`, `pick`, `text-1` … `owner-3`, `line-1` … */
export function readStep(body: unknown): StepContent {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(body)
  return stepContent.parse({
    ...given,
    picks: given.pick,
    rows: places.map((place) => ({
      text: given[`text-${place}`],
      owner: given[`owner-${place}`],
      measure: given[`measure-${place}`],
    })),
    lines: Array.from({ length: notNowLines }, (_, at) => given[`line-${at + 1}`]),
  })
}

export const turnForm = z.object({
  revision: z.coerce.number().int().min(0).catch(0),
  go: z.enum(['next', 'back', 'stay', 'finish']).catch('stay'),
})
