import type { Chapter } from '../../../domain/chapter.ts'
import { message } from '../../../domain/message.ts'
import { type SurveyResults, type SurveyScores, scoreSurvey } from '../scoring.ts'
import { expectedAppendix, expectedExhibit } from './expected-exhibit.ts'
import { gapExhibit } from './gap-exhibit.ts'
import { heatExhibits } from './heat-exhibit.ts'
import { itemsChapter } from './items-chapter.ts'
import { matrixExhibit } from './matrix-exhibit.ts'
import { obstaclesExhibit } from './obstacles-exhibit.ts'
import { ownExhibit } from './own-exhibit.ts'
import { perceivedExhibit } from './perceived-exhibit.ts'
import { roundsAppendix, roundsChapter } from './rounds-chapter.ts'
import { standoutExhibit } from './standout-exhibit.ts'

/** The survey's chapters of the report: the gap, the last round, all statements. An empty table gives none. */
export function surveyChapters(results: SurveyResults): readonly Chapter[] {
  const scores = scoreSurvey(results)
  return [
    gapChapter(results, scores),
    roundsChapter(scores.changes, results.table),
    itemsChapter(results.table, scores),
    expectedAppendix(scores.assumptionGaps),
    roundsAppendix(scores.changes),
  ].filter((chapter) => chapter !== null)
}

function gapChapter(results: SurveyResults, scores: SurveyScores): Chapter | null {
  const { table } = results
  const gap = gapExhibit(scores.perceptionGaps)
  // The two sides first, then the teams: what stands out before the tables that show it.
  const exhibits = [
    gap,
    obstaclesExhibit(results),
    expectedExhibit(scores.assumptionGaps),
    perceivedExhibit(scores.demonstrated, {
      coders: results.coders?.named ?? null,
      isAgreedLater: results.recall?.agreed !== undefined,
      agreed: table.priorities.length,
    }),
    standoutExhibit(table, scores.standouts),
    matrixExhibit(table, scores.priorityMatrix),
    ...heatExhibits(table, scores),
    ownExhibit(table),
  ].filter((exhibit) => exhibit !== null)
  if (exhibits.length === 0) return null
  return {
    part: 'gap',
    id: 'gap',
    title: gap?.title ?? message('chapters.gap.no-leaders'),
    cites: gap?.cites ?? [],
    lead: gap === null ? message('chapters.gap.no-leaders-lead') : null,
    exhibits,
  }
}
