import { suggestThemes, themeThreshold } from '../../src/domain/text/suggest-themes.ts'
import { addCounts, countPairs, type PairCounts } from './clustering-scores.ts'
import { drawTeams, type Labelled, splitGroups } from './restated-priorities.ts'

const nothing: PairCounts = { together: 0, wrong: 0, missed: 0, apart: 0 }

/** Pairs of one set of statements as suggested, against their labels. */
export function judgeThemes(statements: readonly Labelled[], threshold = themeThreshold): PairCounts {
  const numbered = statements.map(({ text }, at) => ({ id: String(at), text }))
  const names = [...new Set(statements.map(({ organisation }) => organisation.split(',')[0] ?? ''))]
  const groupOf = new Map<string, number>()
  for (const [group, theme] of suggestThemes(numbered, { languages: ['en'], names, threshold }).entries()) {
    for (const id of theme.statements) groupOf.set(id, group)
  }
  return countPairs(
    numbered.map(({ id }) => groupOf.get(id) ?? -1),
    statements.map(({ group }) => group),
  )
}

export function judgeTeams(
  teams: readonly (readonly Labelled[])[],
  threshold = themeThreshold,
): readonly PairCounts[] {
  return teams.map((team) => judgeThemes(team, threshold))
}

export function pool(counts: readonly PairCounts[]): PairCounts {
  return counts.reduce(addCounts, nothing)
}

const thresholds = [0.06, 0.08, 0.1, 0.11, 0.12, 0.13, 0.14, 0.16, 0.18, 0.2]
const precisionWanted = 0.85

/** The threshold with the best recall at the precision wanted on one half of the groups, measured on the other. */
export function crossValidate(statements: readonly Labelled[], splits: number): PairCounts {
  const halves = Array.from({ length: splits }, (_, seed) => splitGroups(statements, seed + 1))
  return pool(
    halves.flatMap(([first, second], at) =>
      [
        [first, second],
        [second, first],
      ].flatMap(([tune = [], measure = []]) => {
        const threshold = bestThreshold(drawTeams(tune, at + 1, 6))
        return judgeTeams(drawTeams(measure, at + 100, 6), threshold)
      }),
    ),
  )
}

function bestThreshold(teams: readonly (readonly Labelled[])[]): number {
  const judged = thresholds.map((threshold) => ({ threshold, pairs: pool(judgeTeams(teams, threshold)) }))
  const precise = judged.filter(
    ({ pairs }) => pairs.together / (pairs.together + pairs.wrong) >= precisionWanted,
  )
  const [best] = precise.toSorted((a, b) => b.pairs.together - a.pairs.together)
  return best?.threshold ?? themeThreshold
}
