import type { RecallCounts } from '../../domain/disclosure/read-recall.ts'
import { type Hidden, isHidden, staffGroup } from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { assumptionGapRow, type LevelRow, recallRow, surveyRule } from '../../domain/evidence-rules.ts'
import { message } from '../../domain/message.ts'
import { type Assumption, assumptionGaps } from './assumption-gap.ts'
import { recallFigure } from './demonstrated-clarity.ts'
import type { ItemFigure } from './figures.ts'
import { lowParticipation, percentAnswered } from './item-evidence.ts'
import { rangeOf, whoOf } from './sayings.ts'
import { surveyEvidence } from './survey-evidence.ts'
import { type Claim, claim } from './survey-rule.ts'

/** Evidence for and against the illusion: what leaders expected of S1 and S3, and who can name all agreed priorities. */
export function illusionEvidence(
  table: ReleasedTable,
  recall: Released<RecallCounts> | Hidden,
): readonly Evidence[] {
  const staff = staffGroup(table)
  if (staff === null) return []
  return [...assumptionEvidence(table, staff), ...recallEvidence(table, staff, recall)]
}

function assumptionEvidence(table: ReleasedTable, staff: ShownGroup): readonly Evidence[] {
  const about: readonly string[] = assumptionGapRow.items
  return assumptionGaps(table, { hidden: 'not-asked' })
    .filter((assumption) => about.includes(assumption.about))
    .flatMap((assumption) => assumptionClaim(table, staff, assumption))
}

function assumptionClaim(
  table: ReleasedTable,
  staff: ShownGroup,
  assumption: Assumption,
): readonly Evidence[] {
  const { about, actual, estimate, gap } = assumption
  const percent = percentAnswered(table, staff)
  const level = levelOf(gap.points, assumptionGapRow)
  const isBeyond = gap.reading === 'over-estimated' || gap.reading === 'probably-over-estimated'
  const made = weaken(level?.direction === 'supports' && !isBeyond ? null : level, percent)
  if (made === null) return []
  const values = {
    who: whoOf(actual),
    range: rangeOf(actual.figure),
    item: message(`clarity-survey.item.${about}`),
    expected: estimate.mean,
  }
  const probably = made.direction === 'supports' && gap.reading === 'probably-over-estimated'
  return [
    surveyEvidence(made, {
      name: `assumption-gap-${about}`,
      signal: 'assumption-gap',
      target: assumptionGapRow.target,
      about: { kind: 'item', id: about, name: null },
      says: message('clarity-survey.says.expected', values),
      because:
        made.direction === 'supports' ? message(`clarity-survey.because.assumption-gap.${about}`) : null,
      figure: gap.points,
      of: actual.figure,
      basis: { n: actual.count.n, of: actual.count.invited },
      link: `survey/items/${about}`,
      caveats: [
        ...(probably ? [message('clarity-survey.caveat.probably')] : []),
        ...lowParticipation(percent),
      ],
      local: null,
    }),
  ]
}

function recallEvidence(
  table: ReleasedTable,
  staff: ShownGroup,
  recall: Released<RecallCounts> | Hidden,
): readonly Evidence[] {
  const figure: ItemFigure | Hidden = recallFigure(table, recall)
  if (isHidden(figure) || isHidden(recall)) return []
  const percent = percentAnswered(table, staff)
  const made = weaken(levelOf(figure.figure.value, recallRow), percent)
  if (made === null) return []
  const notCoded = Number(recall.notCoded)
  return [
    surveyEvidence(made, {
      name: 'recall-all',
      signal: 'recall-all',
      target: recallRow.target,
      about: { kind: 'item', id: 'Q1', name: null },
      says: message('clarity-survey.says.recall-all', {
        who: whoOf(figure),
        range: rangeOf(figure.figure),
        agreed: table.priorities.length,
      }),
      because: made.direction === 'supports' ? message('clarity-survey.because.recall-all') : null,
      figure: figure.figure.value,
      of: figure.figure,
      basis: { n: figure.count.n, of: figure.count.invited },
      link: 'survey#demonstrated',
      caveats: [
        ...(notCoded > 0 ? [message('clarity-survey.caveat.not-coded', { count: notCoded })] : []),
        ...lowParticipation(percent),
      ],
      local: null,
    }),
  ]
}

/** In whole points or per cent, as the table of spec 08 counts. */
export function levelOf(figure: number, row: LevelRow): Claim | null {
  const whole = Math.round(figure)
  const within = ({ from, to }: { readonly from: number; readonly to: number }) =>
    whole >= from && whole <= to
  const supports = row.supports.find(within)
  if (supports !== undefined) return claim('supports', supports.strength)
  const contradicts = row.contradicts.find(within)
  return contradicts === undefined ? null : claim('contradicts', contradicts.strength)
}

/** Under 60 % participation the same holds for all that the survey says: one level less, and no contradiction. */
function weaken(made: Claim | null, percent: number): Claim | null {
  if (made === null || percent >= surveyRule.participationAtLeast) return made
  if (made.direction === 'contradicts') return null
  return claim('supports', made.strength - 1)
}
