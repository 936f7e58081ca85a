import type { Chapter, Listing } from '../../../domain/chapter.ts'
import { isHidden, staffGroup } from '../../../domain/disclosure/read-released.ts'
import type { ReleasedItem, ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import { isOwnCode } from '../../../domain/own-item.ts'
import type { Range } from '../../../domain/statistics/head-count.ts'
import { type ItemFigure, itemFigure } from '../figures.ts'
import { ownGroup, ownItems, statementOf } from '../own-items.ts'
import type { SurveyScores } from '../scoring.ts'
import { differenceOf, shortOf } from './marks.ts'

/** Every statement with its figure, interval and worst case, in the order of the survey; null when nothing is shown. */
export function itemsChapter(table: ReleasedTable, { perceptionGaps }: SurveyScores): Chapter | null {
  const staff = staffGroup(table)
  if (staff === null) return null
  const gaps = new Map((perceptionGaps ?? []).map((each) => [each.code, each]))
  const rows = table.items.map((item) => {
    const { code } = item
    const figure = itemFigure(table, (isOwnCode(code) ? ownGroup(table) : null) ?? staff, code)
    return [
      statement(table, item),
      ...(isHidden(figure) ? hiddenCells : figureCells(figure)),
      ...(perceptionGaps === null ? [] : gapCells(gaps.get(code))),
    ]
  })
  return {
    part: 'appendix',
    id: 'all-items',
    title: message('chapters.items.title'),
    cites: [],
    lead: message('chapters.items.lead'),
    exhibits: [
      {
        kind: 'listing',
        id: 'all-items-table',
        title: message('chapters.items.table'),
        cites: [],
        note: noteOn(table),
        heads: headsFor(perceptionGaps !== null),
        rows,
      },
    ],
  }
}

function headsFor(withLeaders: boolean): Listing['heads'] {
  const figures = ['staff', 'interval', 'worst', ...(withLeaders ? ['leaders', 'gap'] : [])]
  return [
    { label: message('chapters.head.statement'), isFigure: false },
    ...figures.map((name) => ({ label: message(`chapters.head.${name}`), isFigure: true })),
  ]
}

function noteOn(table: ReleasedTable): Message | null {
  const reversed = message('chapters.items.reversed-note')
  const own = message('chapters.items.own-note', { detail: table.rule.detail })
  const hasReversed = table.items.some((item) => item.reversed)
  if (ownItems(table).length === 0) return hasReversed ? reversed : null
  return hasReversed ? message('chapters.items.notes', { reversed, own }) : own
}

function statement(table: ReleasedTable, { code, reversed }: ReleasedItem): Message {
  const text = statementOf(table, code)
  const said = message(reversed ? 'chapters.items.reversed' : 'chapters.items.statement', { text })
  if (!isOwnCode(code)) return said
  const isOfEveryone = ownGroup(table)?.side === 'everyone'
  return message(isOfEveryone ? 'chapters.items.own-everyone' : 'chapters.items.own', { text: said })
}

const nothing = message('chapters.cell.none')
export const hiddenCells = [message('chapters.cell.hidden'), nothing, nothing]

/** A figure, where it can lie, and its worst case. */
export function figureCells(each: ItemFigure): readonly Message[] {
  const { interval, bounds } = each.figure
  return [inPercent(each), rangeIn(interval), rangeIn(bounds)]
}

function inPercent(each: ItemFigure): Message {
  const short = shortOf(each)
  return short.key === 'chapters.short.percent' ? message('chapters.cell.percent', short.values) : short
}

function rangeIn(range: Range | null): Message {
  if (range === null) return nothing
  return message('chapters.cell.range', { low: Math.round(range.low), high: Math.round(range.high) })
}

function gapCells(each: NonNullable<SurveyScores['perceptionGaps']>[number] | undefined): readonly Message[] {
  if (each === undefined || isHidden(each.leadership)) return [message('chapters.cell.hidden'), nothing]
  const gap = isHidden(each.gap) ? nothing : differenceOf(each.gap).label
  return [inPercent(each.leadership), gap]
}
