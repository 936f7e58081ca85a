import { z } from 'zod'
import { cantSay } from '../domain/disclosure/adjust-options.ts'

const rating = z.union([z.literal([1, 2, 3, 4, 5]), z.literal(cantSay)])

/**
 * One person's answers as they are stored until the close: no name, no time, no reference to an invitation.
 * `items` by item code, before reversal; `lineOfSight` null when it was not asked; `estimates` in per cent, for leaders
 * only; `named` empty for "I don't know any".
 */
export const answerSheetSchema = z
  .object({
    language: z.string(),
    items: z.record(z.string(), rating),
    lineOfSight: z.string().nullable(),
    estimates: z.record(z.string(), z.number()).nullable(),
    named: z.array(z.string()).readonly(),
    obstacle: z.string().nullable(),
  })
  .readonly()

export type AnswerSheet = z.infer<typeof answerSheetSchema>
