import {
  isHidden,
  participation,
  restOf,
  shownGroups,
  staffGroup,
  type UnionOfAtoms,
} from '../../domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import type { Evidence } from '../../domain/evidence.ts'
import { type ItemRow, itemRows, type LocalRow, localRows, surveyRule } from '../../domain/evidence-rules.ts'
import { joinNames } from '../../domain/join-names.ts'
import { type Message, message } from '../../domain/message.ts'
import { type ItemFigure, itemFigure, type MeanFigure, meanFigure } from './figures.ts'
import { isTeam } from './heatmap.ts'
import { localGroups } from './local-evidence.ts'
import { rangeOf, shareOf, whoOf } from './sayings.ts'
import { surveyEvidence } from './survey-evidence.ts'
import { applySurveyRule, type Claim, claim, type RowFigure } from './survey-rule.ts'

/** Evidence of the rows that read the mean of some items: for staff as a whole, and for single groups far below the rest. */
export function itemEvidence(table: ReleasedTable): readonly Evidence[] {
  const staff = staffGroup(table)
  if (staff === null) return []
  return [
    ...itemRows.flatMap((row) => companyWide(table, staff, row)),
    ...localRows.flatMap((row) => local(table, staff, row)),
  ]
}

function companyWide(table: ReleasedTable, staff: ShownGroup, row: ItemRow): readonly Evidence[] {
  const mean = meanFigure(table, staff, row.items)
  if (isHidden(mean)) return []
  const participationPercent = percentAnswered(table, staff)
  const made = applySurveyRule(rowFigure(mean), row, {
    items: mean.items.length,
    participationPercent,
    lowestGroup: lowestGroup(table, row),
  })
  if (made === null) return []
  return [
    describe(table, { row, group: staff, mean, made }, [
      ...itemCaveats(row, mean),
      ...lowParticipation(participationPercent),
    ]),
  ]
}

function local(table: ReleasedTable, staff: ShownGroup, row: LocalRow): readonly Evidence[] {
  return localGroups(table, row).flatMap((group) => {
    const mean = meanFigure(table, group, row.items)
    const caveats = localCaveats(table, staff, group)
    const made = claim('supports', surveyRule.local.strength - (caveats.length > 0 ? 1 : 0))
    if (isHidden(mean) || made === null) return []
    return [describe(table, { row, group, mean, made }, caveats)]
  })
}

/** Of the staff or, where enough of them answered, of the group. */
function localCaveats(table: ReleasedTable, staff: ShownGroup, group: ShownGroup): readonly Message[] {
  const ofStaff = lowParticipation(percentAnswered(table, staff))
  const percent = percentAnswered(table, group)
  if (ofStaff.length > 0 || percent >= surveyRule.participationAtLeast) return ofStaff
  const values = { participation: Math.floor(percent), group: group.name }
  return [message('clarity-survey.caveat.low-participation-in', values)]
}

/** What follows the instrument's code in the id of local evidence. */
export function localName(signal: string, group: { readonly id: string }): string {
  return `${signal}.${group.id}`
}

type Row = {
  readonly row: LocalRow
  readonly group: ShownGroup
  readonly mean: MeanFigure
  readonly made: Claim
}

function describe(
  table: ReleasedTable,
  { row, group, mean, made }: Row,
  caveats: readonly Message[],
): Evidence {
  const isLocal = isTeam(table, group)
  const { answered, invited } = participation(table, group)
  return surveyEvidence(made, {
    name: isLocal ? localName(row.signal, group) : row.signal,
    signal: row.signal,
    target: row.target,
    about: {
      kind: isLocal ? 'group' : 'item',
      id: isLocal ? group.id : row.signal,
      name: isLocal ? group.name : null,
    },
    says: isLocal ? saysLocal(table, group, row) : says(table, group, { row, mean }),
    because: made.direction === 'supports' ? because(table, group, row) : null,
    figure: mean.figure.value,
    of: mean.figure,
    basis: { n: answered, of: invited },
    link: `survey/items/${mean.items[0]}`,
    caveats,
    local: isLocal ? { id: group.id, name: group.name } : null,
  })
}

function says(
  table: ReleasedTable,
  group: UnionOfAtoms,
  { row, mean }: { readonly row: LocalRow; readonly mean: MeanFigure },
): Message {
  const told = toldFigure(table, group, mean)
  const values = { who: whoOf(told), range: rangeOf(told.figure) }
  if (mean.items.length === row.items.length) return message(`clarity-survey.says.${row.signal}`, values)
  const items = joinNames(mean.items.map((code) => message(`clarity-survey.short.${code}`)))
  return message('clarity-survey.says.some-items', { ...values, items })
}

function saysLocal(table: ReleasedTable, group: ShownGroup, row: LocalRow): Message {
  const rest = restOf(table, group)
  const own = meanFigure(table, group, row.items)
  const others = rest === null ? null : meanFigure(table, rest, row.items)
  if (isHidden(own) || others === null || isHidden(others)) throw new Error('Local evidence needs both sides')
  const told = toldFigure(table, group, own)
  return message('clarity-survey.says.local', {
    group: group.name,
    row: message(`clarity-survey.row.${row.signal}`),
    share: shareOf(told),
    range: rangeOf(told.figure),
    rest: Math.round(others.figure.value),
  })
}

/** A single item is told in people where the group is small, a mean never can be. */
function toldFigure(table: ReleasedTable, group: UnionOfAtoms, mean: MeanFigure): ItemFigure | MeanFigure {
  const [first, ...others] = mean.items
  if (first === undefined || others.length > 0) return mean
  const single = itemFigure(table, group, first)
  return isHidden(single) ? mean : single
}

/** Why it happens here: by the item that pulls the row down most. */
function because(table: ReleasedTable, group: UnionOfAtoms, row: LocalRow): Message | null {
  const weakest = row.items
    .flatMap((code) => {
      const figure = itemFigure(table, group, code)
      return isHidden(figure) ? [] : [{ code, value: Number(figure.figure.value) }]
    })
    .toSorted((a, b) => a.value - b.value)[0]
  return weakest === undefined ? null : message(`clarity-survey.because.${row.signal}.${weakest.code}`)
}

function lowestGroup(table: ReleasedTable, row: ItemRow): number | null {
  const means = shownGroups(table)
    .filter((group) => isTeam(table, group))
    .flatMap((group) => {
      const mean = meanFigure(table, group, row.items)
      return isHidden(mean) ? [] : [Number(mean.figure.value)]
    })
  return means.length === 0 ? null : Math.min(...means)
}

function itemCaveats(row: ItemRow, mean: MeanFigure): readonly Message[] {
  return [
    ...(mean.items.length === 1 ? [message('clarity-survey.caveat.single-item')] : []),
    ...(mean.items.length < row.items.length ? [message('clarity-survey.caveat.items-missing')] : []),
  ]
}

export function lowParticipation(percent: number): readonly Message[] {
  if (percent >= surveyRule.participationAtLeast) return []
  return [message('clarity-survey.caveat.low-participation', { participation: Math.floor(percent) })]
}

export function percentAnswered(table: ReleasedTable, group: UnionOfAtoms): number {
  const { answered, invited } = participation(table, group)
  return invited === 0 ? 0 : (100 * answered) / invited
}

export function rowFigure({ figure }: MeanFigure): RowFigure {
  return { value: figure.value, low: figure.interval?.low ?? 0, high: figure.interval?.high ?? 100 }
}
