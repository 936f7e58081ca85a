import {
  isHidden,
  leadershipGroup,
  participation,
  shownGroups,
  staffGroup,
} from '../../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../domain/disclosure/released-table.ts'
import {
  type Contribution,
  type PilotCandidate,
  type Sign,
  symptomAreas,
  type Target,
} from '../../domain/evidence.ts'
import { itemRows, pilotRule } from '../../domain/evidence-rules.ts'
import { type Message, message } from '../../domain/message.ts'
import { surveyExpectations } from './expectations.ts'
import { itemFigure, meanFigure } from './figures.ts'
import { isTeam } from './heatmap.ts'
import { illusionEvidence } from './illusion-evidence.ts'
import { itemEvidence } from './item-evidence.ts'
import { overallComponents } from './overall-components.ts'
import { codesOf, type SurveyResults, staffRecall } from './scoring.ts'
import { strongPoints } from './strong-points.ts'
import { instrumentCode } from './survey-evidence.ts'

/** Everything the survey hands to the diagnosis, from its released table alone. An empty table examines nothing. */
export function contribute(results: SurveyResults): Contribution {
  const { table } = results
  const recall = staffRecall(results)
  const isLater = results.recall?.agreed !== undefined
  // What was agreed only after people had been asked could not have reached them: it speaks for nothing.
  const told = isLater ? ({ hidden: 'not-asked' } as const) : recall
  const staff = staffGroup(table)
  const { answered, invited } = staff === null ? table.participation : participation(table, staff)
  return {
    instrument: instrumentCode,
    examined: examined(table, !isHidden(told)),
    participation: invited === 0 ? null : answered / invited,
    evidence: [...itemEvidence(table), ...illusionEvidence(table, told)],
    strongPoints: strongPoints(table, told),
    signs: signs(table),
    expectations: surveyExpectations(table, { recall, isLater }),
    pilotCandidates: pilotCandidates(table),
    components: overallComponents(table, told),
    unknowns: unknowns(results),
  }
}

function examined(table: ReleasedTable, isRecallKnown: boolean): readonly Target[] {
  if (staffGroup(table) === null) return []
  const asked = (codes: readonly string[]) => table.items.some((item) => codes.includes(item.code))
  const rows = itemRows.filter((row) => asked(row.items)).map((row) => row.target)
  const isExpected = ['S1', 'S3'].some((code) => code in table.estimates && asked([code]))
  return isRecallKnown || isExpected ? [...rows, 'illusion'] : rows
}

function signs(table: ReleasedTable): readonly Sign[] {
  const staff = staffGroup(table)
  const { answered, invited } = staff === null ? table.participation : participation(table, staff)
  return symptomAreas.map((area) => {
    const mean = staff === null ? null : meanFigure(table, staff, codesOf('area', area))
    const known = mean === null || isHidden(mean) ? null : mean.figure
    return {
      area,
      instrument: instrumentCode,
      figure: known?.value ?? null,
      low: known?.interval?.low ?? null,
      high: known?.interval?.high ?? null,
      basis: { n: answered, of: invited },
    }
  })
}

/** Teams with no shown team inside them that reach every bound of the pilot rule, by name: listed, not ranked. */
function pilotCandidates(table: ReleasedTable): readonly PilotCandidate[] {
  const groups = shownGroups(table)
  const isLeaf = (id: string) => !groups.some((group) => group.parentId === id && isTeam(table, group))
  return groups
    .filter((group) => isTeam(table, group) && isLeaf(group.id))
    .filter((group) =>
      pilotRule.every(({ item, atLeast }) => {
        const figure = itemFigure(table, group, item)
        return !isHidden(figure) && figure.figure.value >= atLeast
      }),
    )
    .map(({ id, name }) => ({ id, name, reason: message('clarity-survey.pilot.reason') }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function unknowns({ table, recall }: SurveyResults): readonly Message[] {
  if (staffGroup(table) === null) return [message('clarity-survey.unknown.no-staff-figures')]
  const hidden = table.hidden.length
  return [
    ...(hidden > 0 ? [message('clarity-survey.unknown.hidden-groups', { count: hidden })] : []),
    ...(leadershipGroup(table) === null ? [message('clarity-survey.unknown.no-leaders')] : []),
    ...(table.priorities.length === 0 ? [message('clarity-survey.unknown.no-priorities')] : []),
    ...(recall?.agreed === undefined ? [] : [message('clarity-survey.unknown.agreed-later')]),
    ...(table.priorities.length > 0 && recall === null ? [message('clarity-survey.unknown.not-coded')] : []),
  ]
}
