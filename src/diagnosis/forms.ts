import { z } from 'zod'

// PostgreSQL keeps no NUL in a text.
const typed = z.string().transform((text) => text.replaceAll('\u0000', '').trim())
const upTo = (most: number) => typed.pipe(z.string().max(most, 'diagnosis.error.long')).default('')
const words = upTo(1_000)

/** One finding as posted; an empty word means the machine's. */
export const reviewForm = z
  .object({
    act: z.enum(['accept', 'dismiss', 'undo'], 'diagnosis.error.act'),
    mark: z.string().max(100).default(''),
    wording: words,
    why: words,
    remedy: words,
    'first-step': upTo(240),
    owner: upTo(120),
    due: z.union([z.literal(''), z.iso.date()], 'diagnosis.error.due').default(''),
    dismissal: upTo(500),
  })
  .refine((form) => form.act !== 'dismiss' || form.dismissal !== '', {
    path: ['dismissal'],
    message: 'diagnosis.error.dismissal',
  })

export type ReviewForm = z.output<typeof reviewForm>
