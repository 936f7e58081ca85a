import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { message } from '../../../domain/message.ts'
import { type SurveyScores, scoreSurvey } from '../scoring.ts'
import { type HeatChoice, heatPillars, heatShows, heatSorts } from './forms.ts'
import { keep } from './keep.ts'
import type { SurveyCheck } from './queries.ts'
import { showHeatmap } from './show-heatmap.ts'
import { heatFinding, showResults } from './show-results.ts'
import type { Voice } from './voice.ts'

/** Everything of the results page that takes time, charts included: made once for each language. */
export function makeResults(
  check: SurveyCheck,
  table: ReleasedTable,
  voice: Voice & { readonly locale: string },
  choice: HeatChoice,
) {
  const key = [check.id, check.recall === null, voice.locale]
  return {
    results: keep(['results', ...key], () =>
      showResults({ table, scores: scoresOf(check, table) }, voice, itemHrefIn(check)),
    ),
    heat: keep(['heat', ...key, ...Object.values(choice)], () => heatOf(check, table, { choice, voice })),
  }
}

/** Scores are made once: the released table they come from never changes, and coding is locked once. */
export function scoresOf(check: SurveyCheck, table: ReleasedTable): SurveyScores {
  return keep(['scores', check.id, check.recall === null], () =>
    scoreSurvey({ table, recall: check.recall, previous: null }),
  )
}

function heatOf(
  check: SurveyCheck,
  table: ReleasedTable,
  { choice, voice }: { readonly choice: HeatChoice; readonly voice: Voice },
) {
  const scores = scoresOf(check, table)
  const chosen = (name: keyof HeatChoice, options: readonly string[]) =>
    options.map((option) => ({
      href: `?${new URLSearchParams({ ...choice, [name]: option })}#heatmap`,
      label: voice.say(message(`results.heat.${name}.${option}`)),
      isChosen: choice[name] === option,
    }))
  return {
    title: heatFinding(scores, voice),
    pillars: chosen('pillar', heatPillars),
    shows: chosen('show', heatShows),
    sorts: chosen('sort', heatSorts),
    ...showHeatmap({ table, scores, choice }, voice),
  }
}

export const surveyHref = (check: SurveyCheck): string => `/app/checks/${check.id}/survey`
export const itemHrefIn = (check: SurveyCheck) => (code: string) => `${surveyHref(check)}/items/${code}`
