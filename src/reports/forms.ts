import { z } from 'zod'

// PostgreSQL keeps no NUL in a text.
const typed = z.string().transform((text) => text.replaceAll('\u0000', '').trim())
const upTo = (most: number) => typed.pipe(z.string().max(most, 'reports.error.long')).default('')

export const sentenceFields = ['sentence-1', 'sentence-2', 'sentence-3'] as const

/** The words of page one; what is left empty or equals the machine's is the machine's. */
export const wordsForm = z.object({
  mark: z.string().max(100).default(''),
  headline: upTo(160),
  'sentence-1': upTo(400),
  'sentence-2': upTo(400),
  'sentence-3': upTo(400),
})
export type WordsForm = z.output<typeof wordsForm>
