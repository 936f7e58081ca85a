import { z } from 'zod'
import type { Instrument } from '../catalogue.ts'
import { contribute, type TraceResults } from './contribute.ts'
import { loadTrace, traceProgress } from './load-trace.ts'
import { instrumentCode } from './trace-evidence.ts'
import { traceChapters } from './trace-results/chapters.ts'

export const instrument: Instrument<TraceResults> = {
  code: instrumentCode,
  number: 3,
  anonymous: false,
  room: 'goal-trace',
  source: instrumentCode,
  results: z.custom<TraceResults>(isTrace),
  load: loadTrace,
  progress: traceProgress,
  contribute,
  chapters: traceChapters,
}

/** What is stored was validated when it was written; here it is only told from something else. */
function isTrace(value: unknown): boolean {
  const known = z.object({
    version: z.literal(1),
    goals: z.array(
      z.looseObject({ name: z.string(), reference: z.looseObject({}), interviews: z.array(z.unknown()) }),
    ),
  })
  return known.safeParse(value).success
}
