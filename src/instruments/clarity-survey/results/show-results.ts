import { isHidden, leadershipGroup, staffGroup } from '../../../domain/disclosure/read-released.ts'
import { deriveFromAll } from '../../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { message } from '../../../domain/message.ts'
import type { ItemFigure } from '../figures.ts'
import type { SurveyScores } from '../scoring.ts'
import { showExpected } from './show-expected.ts'
import { showGap } from './show-gap.ts'
import { showMatrix } from './show-matrix.ts'
import { meansFinding, showMeans } from './show-means.ts'
import { showNamed } from './show-named.ts'
import { groupHeads, showHidden } from './show-participation.ts'
import type { Voice } from './voice.ts'

export type Shown = { readonly table: ReleasedTable; readonly scores: SurveyScores }

/** Everything of the results page that depends on the released figures alone. Throws for an empty table. */
export function showResults(
  { table, scores }: Shown,
  voice: Voice,
  itemHref: (code: string) => string | null,
) {
  const staff = scores.means.find(({ group }) => group.id === staffGroup(table)?.id)
  if (staff === undefined) throw new Error('A table without staff has no results to show')
  const leadership = scores.means.find(({ group }) => group.id === leadershipGroup(table)?.id) ?? null
  const { perceptionGaps, assumptionGaps, priorityMatrix } = scores
  return {
    participation: groupHeads(table, voice),
    hidden: scores.heatmap.hidden.map((row) => showHidden(row, voice)),
    gap: perceptionGaps === null ? null : showGap(perceptionGaps, voice, itemHref),
    expected: assumptionGaps.length === 0 ? null : showExpected(assumptionGaps, voice, itemHref),
    named: showNamed(scores.demonstrated, table.priorities.length, voice),
    means: { title: voice.say(meansFinding(staff)), table: showMeans(staff, leadership, voice) },
    standouts: showStandouts(scores, voice),
    matrix: priorityMatrix === null ? null : showMatrix(table, priorityMatrix, voice),
  }
}

const mostStandouts = 6

function showStandouts({ standouts, heatmap }: SurveyScores, { say }: Voice) {
  return standouts.slice(0, mostStandouts).flatMap(({ group, code, says }) => {
    const row = heatmap.rows.find((each) => each.group.id === group.id)
    const figure = row?.cells.find((cell) => cell.code === code)?.figure
    if (figure === undefined || isHidden(figure)) return []
    return [deriveFromAll<[ItemFigure], string>([figure], () => say(says))]
  })
}

/** How many large differences are not chance: the heatmap's title. */
export function heatFinding({ standouts }: SurveyScores, { say }: Voice): string {
  return say(
    message(standouts.length === 0 ? 'results.heat.finding.none' : 'results.heat.finding.some', {
      count: standouts.length,
    }),
  )
}
