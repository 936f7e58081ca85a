import type { Heat, HeatLevel, HeatRow, Observation } from '../../../domain/chapter.ts'
import { fewestAnswers } from '../../../domain/disclosure/hidden-groups.ts'
import { isHidden, participation } from '../../../domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../../domain/disclosure/released-table.ts'
import { type Pillar, pillars } from '../../../domain/evidence.ts'
import { type Message, message } from '../../../domain/message.ts'
import { isTeam, type HeatLevel as Level } from '../heatmap.ts'
import { findItem } from '../items.ts'
import type { SurveyScores } from '../scoring.ts'
import { cellOf, shortName } from './marks.ts'
import { observe, staffBasis } from './observe.ts'

const levels: Readonly<Record<Level, HeatLevel>> = {
  'very-low': 'll',
  low: 'l',
  middle: 'm',
  high: 'h',
  'very-high': 'hh',
}

/** Groups of staff by statement, one table a pillar, in the order of the tree; hidden teams say where they are counted. */
export function heatExhibits(table: ReleasedTable, { heatmap }: SurveyScores): readonly Heat[] {
  const rows = heatmap.rows.filter(({ group }) => group.side !== 'leadership')
  if (rows.length < 2) return []
  const exhibits = pillars.flatMap((pillar) => {
    const codes = table.items.map((item) => item.code).filter((code) => findItem(code)?.pillar === pillar)
    if (codes.length === 0) return []
    return [
      {
        kind: 'heat' as const,
        id: `gap-teams-${pillar}`,
        ...titleOf(table, rows, { pillar, codes }),
        note: null,
        heads: { group: message('chapters.head.team'), answered: message('chapters.head.answered') },
        columns: codes.map(shortName),
        rows: [
          ...rows.filter(isOfStaff).map((row) => shownRow(table, row, codes)),
          ...heatmap.hidden.map(hiddenRow(table)),
        ],
      },
    ]
  })
  return exhibits.map((exhibit, index) =>
    index === 0 ? { ...exhibit, note: message('chapters.heat.note') } : exhibit,
  )
}

type Row = SurveyScores['heatmap']['rows'][number]

/** Leaders stand in the charts above; with them apart, the organisation as a whole is neither side. */
function isOfStaff({ group }: Row, _index: number, rows: readonly Row[]): boolean {
  const hasStaff = rows.some((row) => row.group.id === 'staff')
  return group.side !== 'everyone' || !hasStaff
}

function shownRow(table: ReleasedTable, { group, cells }: Row, codes: readonly string[]): HeatRow {
  return {
    ...headOf(table, group),
    cells: cells
      .filter((cell) => codes.includes(cell.code))
      .map(({ figure, level, againstRest }) => ({
        label: isHidden(figure) ? message('chapters.cell.hidden') : cellOf(figure),
        level: level === null ? null : levels[level],
        isSolid: againstRest !== null && !isHidden(againstRest) && isLarge(againstRest),
      })),
    hidden: null,
  }
}

function isLarge({ mark }: { readonly mark: { readonly size: string; readonly evidence: string } }): boolean {
  return mark.size !== 'neutral' && mark.evidence === 'solid'
}

/** The name, the depth below all staff, and how many of the invited answered. */
export function headOf(
  table: ReleasedTable,
  group: ShownGroup,
): Pick<HeatRow, 'name' | 'depth' | 'answered'> {
  const { answered, invited } = participation(table, group)
  const values = { answered, invited }
  return {
    name: group.name,
    depth: Math.max(0, group.depth - 1),
    answered: message(invited === 0 ? 'chapters.answered.open' : 'chapters.answered.of', values),
  }
}

function hiddenRow(table: ReleasedTable) {
  return ({ id, name, countedIn, reason }: SurveyScores['heatmap']['hidden'][number]): HeatRow => {
    const values = { k: fewestAnswers(table.rule, id), group: countedIn ?? '' }
    const place = countedIn === null ? 'nowhere' : 'joined'
    return {
      name,
      depth: 1,
      answered: message(`chapters.hidden.${place}`),
      cells: [],
      hidden: message(`chapters.hidden.${reason}.${place}`, values),
    }
  }
}

type Asked = { readonly pillar: Pillar; readonly codes: readonly string[] }

function titleOf(
  table: ReleasedTable,
  rows: readonly Row[],
  { pillar, codes }: Asked,
): Pick<Heat, 'title' | 'cites'> {
  const below = belowIn(rows, codes)
  const only = furthestBelow(below)
  const name = message(`clarity-survey.pillar.${pillar}`)
  if (only !== null) {
    const { group, count } = only
    const { answered, invited } = participation(table, group)
    return cited(pillar, message('chapters.heat.apart', { pillar: name, group: group.name, count }), {
      figure: message('chapters.observation.statements', { count, of: codes.length }),
      basis: { n: answered, of: invited },
    })
  }
  const title =
    below.length === 0
      ? message('chapters.heat.none-apart', { pillar: name })
      : message('chapters.heat.some-apart', { pillar: name, count: below.length })
  const of = rows.filter(({ group }) => isTeam(table, group)).length
  const figure = message('chapters.heat.teams', { count: below.length, of })
  return cited(pillar, title, { figure, basis: staffBasis(table) })
}

function cited(pillar: Pillar, title: Message, observed: Pick<Observation, 'figure' | 'basis'>) {
  const says = message('chapters.observation.title', { title })
  const uncertainty = message('chapters.observation.each')
  return { title, cites: [observe(`gap-teams-${pillar}`, { says, uncertainty, ...observed })] }
}

type Below = { readonly group: ShownGroup; readonly count: number }

/** How many of the statements each group is far below everyone else on. */
function belowIn(rows: readonly Row[], codes: readonly string[]): readonly Below[] {
  return rows
    .map(({ group, cells }) => ({
      group,
      count: cells.filter((cell) => codes.includes(cell.code) && isBelow(cell)).length,
    }))
    .filter(({ count }) => count > 0)
}

function furthestBelow(below: readonly Below[]): Below | null {
  const most = Math.max(0, ...below.map(({ count }) => count))
  const [only, ...others] = below.filter(({ count }) => count === most)
  return only === undefined || others.length > 0 ? null : only
}

function isBelow({ againstRest }: Row['cells'][number]): boolean {
  return againstRest !== null && !isHidden(againstRest) && isLarge(againstRest) && againstRest.gap.points < 0
}
