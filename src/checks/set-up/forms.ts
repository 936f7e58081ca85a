import { z } from 'zod'
import { profiles } from '../../domain/disclosure/released-table.ts'

export const priorityFields = ['priority1', 'priority2', 'priority3', 'priority4', 'priority5'] as const

const priority = z.string().trim().max(200, 'checks.error.priority').default('')

/** The set-up as it is typed. Ticked items and languages come as one field each: `item-S1`, `bank-D1`, `language-en`. */
export const setUpForm = z.object({
  name: z.string().trim().min(1, 'checks.error.name').max(120, 'checks.error.name'),
  opensOn: z.iso.date('checks.error.day'),
  closesOn: z.iso.date('checks.error.day'),
  resultsOn: z.iso.date('checks.error.day'),
  resultsTo: z.string().trim().min(1, 'checks.error.results-to').max(300, 'checks.error.results-to'),
  runBy: z.string().trim().min(1, 'checks.error.run-by').max(200, 'checks.error.run-by'),
  profile: z.enum(profiles, 'checks.error.profile'),
  priority1: priority,
  priority2: priority,
  priority3: priority,
  priority4: priority,
  priority5: priority,
})

export type TypedSetUp = z.output<typeof setUpForm>
