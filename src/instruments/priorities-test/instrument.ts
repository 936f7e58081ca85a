import { z } from 'zod'
import type { Instrument } from '../catalogue.ts'
import { prioritiesChapters } from './chapters/chapters.ts'
import { contribute, type PrioritiesResults } from './contribute.ts'
import { instrumentCode } from './priorities-evidence.ts'
import { loadPriorities } from './queries.ts'
import { findProgress } from './sealed-room/find-progress.ts'

export const instrument: Instrument<PrioritiesResults> = {
  code: instrumentCode,
  number: 2,
  anonymous: false,
  room: 'priorities-test',
  source: instrumentCode,
  results: z.custom<PrioritiesResults>(isPrioritiesResults),
  load: loadPriorities,
  progress: findProgress,
  contribute,
  chapters: prioritiesChapters,
}

/** Put together from what was validated when it was written; here it is only told from something else. */
function isPrioritiesResults(value: unknown): boolean {
  const test = z.looseObject({ executives: z.array(z.unknown()), statements: z.array(z.unknown()) })
  return z.object({ version: z.literal(1), test: test.nullable() }).safeParse(value).success
}
