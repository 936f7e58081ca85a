import { z } from 'zod'
import type { Instrument } from '../catalogue.ts'
import { surveyChapters } from './chapters/chapters.ts'
import { contribute } from './contribute.ts'
import { loadSurvey } from './results/queries.ts'
import type { SurveyResults } from './scoring.ts'
import { instrumentCode, surveySource } from './survey-evidence.ts'

export const instrument: Instrument<SurveyResults> = {
  code: instrumentCode,
  number: 1,
  anonymous: true,
  room: 'survey',
  source: surveySource,
  results: z.custom<SurveyResults>(isSurveyResults),
  load: loadSurvey,
  progress: async () => null,
  contribute,
  chapters: surveyChapters,
}

/** The table was validated when it was written; here it is only told from something else. */
function isSurveyResults(value: unknown): boolean {
  const known = z.object({
    table: z.looseObject({ version: z.literal(1), atoms: z.array(z.unknown()) }),
    recall: z.looseObject({ version: z.literal(1) }).nullable(),
    previous: z.looseObject({ version: z.literal(1) }).nullable(),
  })
  return known.safeParse(value).success
}
