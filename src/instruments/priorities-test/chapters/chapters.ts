import type { Chapter } from '../../../domain/chapter.ts'
import { message } from '../../../domain/message.ts'
import type { Workshop } from '../agreed.ts'
import type { CodedTest } from '../coded-test.ts'
import { expectationId, type PrioritiesResults } from '../contribute.ts'
import { sayOverlap } from '../priorities-evidence.ts'
import { type ScoredCoherence, scoreCoherence } from '../score-coherence.ts'
import { themeMatrix } from '../theme-matrix.ts'
import { agreedExhibit, notNowExhibit } from './agreed-exhibits.ts'
import { coherenceAppendix } from './appendix.ts'
import { matrixExhibit } from './matrix-exhibit.ts'
import { conflictsExhibit, decisionsExhibit, measuresExhibit } from './remarks-exhibits.ts'
import { standingExhibit } from './standing-exhibit.ts'

const noWorkshop: Workshop = { agreed: [], notNow: [], decided: [] }

/** The leadership part of the report and its appendix; nothing before the codebook is frozen. */
export function prioritiesChapters({ test, workshop }: PrioritiesResults): readonly Chapter[] {
  if (test === null || themeMatrix(test).rows.length === 0) return []
  const scored = scoreCoherence(test)
  return [leadershipChapter(test, scored, workshop), coherenceAppendix(test, scored)].filter(
    (one) => one !== null,
  )
}

function leadershipChapter(
  test: CodedTest,
  scored: ScoredCoherence,
  workshop: Workshop = noWorkshop,
): Chapter {
  const exhibits = [
    matrixExhibit(test),
    conflictsExhibit(test),
    measuresExhibit(test),
    standingExhibit(test),
    decisionsExhibit(test, workshop.decided),
    agreedExhibit(workshop),
    notNowExhibit(workshop),
  ].filter((exhibit) => exhibit !== null)
  const isScored = scored.outcome === 'scored'
  const isOneCoder = test.coders.count === 1
  return {
    part: 'leadership',
    id: 'leadership',
    title: isScored ? sayOverlap(scored.coherence) : message(`priorities-test.unknown.${scored.reason}`),
    // A row of page one has the number of the same figure where that is evidence.
    cites: isScored ? [expectationId] : [],
    lead: isOneCoder ? message('priorities-test.chapter.one-coder') : null,
    exhibits,
  }
}
