import { z } from 'zod'
import { profiles } from '../../domain/disclosure/released-table.ts'

export const priorityFields = ['priority1', 'priority2', 'priority3', 'priority4', 'priority5'] as const

// As a page shows it: whoever must type a name to close its check can see only one blank where two were written.
const oneLine = z.string().transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
const shortLine = (most: number, error: string) => oneLine.pipe(z.string().min(1, error).max(most, error))
const priority = oneLine.pipe(z.string().max(200, 'checks.error.priority')).default('')

/**
 * The set-up as it is typed. Ticked items and languages come as one field each: `item-S1`, `bank-D1`, `language-en`; of
 * own statements see `own-statements.ts`.
 */
export const setUpForm = z.object({
  name: shortLine(120, 'checks.error.name'),
  opensOn: z.iso.date('checks.error.day'),
  closesOn: z.iso.date('checks.error.day'),
  resultsOn: z.iso.date('checks.error.day'),
  resultsTo: shortLine(300, 'checks.error.results-to'),
  runBy: shortLine(200, 'checks.error.run-by'),
  profile: z.enum(profiles, 'checks.error.profile'),
  openLink: z.literal('yes').optional().catch(undefined),
  pulse: z.literal('yes').optional().catch(undefined),
  priority1: priority,
  priority2: priority,
  priority3: priority,
  priority4: priority,
  priority5: priority,
})

export type TypedSetUp = z.output<typeof setUpForm>
