import type { Observation, Paired, PairedRow } from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap, PerceptionGap } from '../gaps.ts'
import { differenceOf, markOf, shortName } from './marks.ts'
import { basisOf, observe, observeCount, pointsOf } from './observe.ts'

/** Leadership against staff, the widest gap first; null without a leadership unit. */
export function gapExhibit(gaps: readonly PerceptionGap[] | null): Paired | null {
  const told = (gaps ?? []).flatMap(toldGap)
  if (told.length === 0) return null
  const finding = findingIn(told)
  return {
    kind: 'paired',
    drawn: 'gap',
    id: 'gap-items',
    title: finding.says,
    cites: [observationOf(finding, told)],
    note: message('chapters.gap.note'),
    names: {
      row: message('chapters.head.statement'),
      first: message('chapters.head.staff'),
      second: message('chapters.head.leaders'),
      difference: message('chapters.head.gap'),
    },
    rows: told.map(rowOf),
  }
}

type ToldGap = {
  readonly code: string
  readonly staff: ItemFigure
  readonly leadership: ItemFigure
  readonly gap: ItemGap
}

function toldGap({ code, staff, leadership, gap }: PerceptionGap): readonly ToldGap[] {
  return isHidden(staff) || isHidden(leadership) || isHidden(gap) ? [] : [{ code, staff, leadership, gap }]
}

function rowOf({ code, staff, leadership, gap }: ToldGap): PairedRow {
  return {
    id: code,
    label: shortName(code),
    first: markOf(staff),
    second: markOf(leadership),
    difference: differenceOf(gap),
  }
}

type Finding = { readonly says: Message; readonly widest: ToldGap | null; readonly solid: number }

/** No evidence is "too few people to tell", never "no difference" (spec 10). */
function findingIn(told: readonly ToldGap[]): Finding {
  const solid = told.filter(({ gap }) => gap.mark.evidence === 'solid')
  const above = solid.filter(({ gap }) => gap.gap.points > 0)
  const below = solid.filter(({ gap }) => gap.gap.points < 0)
  for (const [direction, widest] of [
    ['above', isMostOf(above, told) ? above[0] : undefined],
    ['below', isMostOf(below, told) ? below.at(-1) : undefined],
  ] as const) {
    if (widest === undefined) continue
    const item = shortName(widest.code)
    return { says: message(`chapters.gap.leaders-${direction}`, { item }), widest, solid: solid.length }
  }
  const says =
    solid.length > 0
      ? message('chapters.gap.differ', { count: solid.length, of: told.length })
      : message('chapters.gap.cannot-tell')
  return { says, widest: null, solid: solid.length }
}

/** One direction is the finding only where it holds on half of all statements or more: one in twenty is no picture. */
function isMostOf(some: readonly ToldGap[], all: readonly ToldGap[]): boolean {
  return some.length >= all.length / 2
}

function observationOf({ says, widest, solid }: Finding, told: readonly ToldGap[]): Observation {
  const staff = told[0]?.staff
  const basis = staff === undefined ? null : basisOf(staff)
  if (widest === null) return observeCount('gap-items', says, { count: solid, of: told.length, basis })
  return observe('gap-items', {
    says: message('chapters.gap.observed', {
      item: shortName(widest.code),
      leaders: markOf(widest.leadership).says,
      staff: markOf(widest.staff).says,
    }),
    basis,
    ...pointsOf(widest.gap),
  })
}
