import type { Coders } from '../../../coding/coders.ts'
import { sayCoders } from '../../../coding/say-coders.ts'
import type { Perceived, PerceivedSide } from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { message } from '../../../domain/message.ts'
import { percentFrom } from '../../../domain/statistics/head-count.ts'
import { allPriorities } from '../answers.ts'
import type { DemonstratedClarity } from '../demonstrated-clarity.ts'
import { expectationId } from '../expectations.ts'
import { shareOf, whoOf } from '../sayings.ts'
import { cellOf } from './marks.ts'
import { joined } from './obstacles-exhibit.ts'

/** `isAgreedLater`: the priorities were agreed only after people had been asked. */
export type Coded = {
  readonly coders?: Coders | null
  readonly isAgreedLater?: boolean
  /** How many priorities were agreed: of four or five nobody can name more than three. */
  readonly agreed: number
}

/** What staff and leaders say they could list, above what they named; null until the texts are coded for one side. */
export function perceivedExhibit(
  sides: readonly DemonstratedClarity[],
  { coders = null, isAgreedLater = false, agreed }: Coded,
): Perceived | null {
  const shown = sides.flatMap(sideOf)
  if (!shown.some((side) => side.named !== null)) return null
  return {
    kind: 'perceived',
    id: 'gap-perceived',
    ...titleOf(sides, agreed),
    note: message('chapters.obstacles.joined', {
      said: message(isAgreedLater ? 'chapters.perceived.note-later' : 'chapters.perceived.note'),
      next: joined(sayCoders(coders ?? { count: 1 })),
    }),
    heads: { side: message('chapters.head.who'), says: message('chapters.head.says-could') },
    sides: shown,
    names: [
      message('chapters.perceived.all', { agreed }),
      message('chapters.perceived.two'),
      message('chapters.perceived.one'),
      message('chapters.perceived.none'),
    ],
  }
}

function sideOf({ side, perceived, demonstrated }: DemonstratedClarity): readonly PerceivedSide[] {
  if (isHidden(perceived)) return []
  const name = side === 'leadership' ? 'leaders' : 'staff'
  const head = { side: name, name: message(`chapters.head.${name}`) } as const
  const says = {
    name: message(`chapters.perceived.${name}-say`),
    share: perceived.figure.value / 100,
    label: cellOf(perceived),
  }
  if (isHidden(demonstrated)) {
    return [{ ...head, says, named: null }]
  }
  const { all, two, one, none, n } = demonstrated
  return [
    {
      ...head,
      says,
      named: {
        name: message(`chapters.perceived.${name}-named`),
        parts: [partOf(all, n), partOf(two, n), partOf(one, n), partOf(none, n)],
      },
    },
  ]
}

// Told counts may stand for one person more or less, so few people are "about 3 of 12".
function partOf(percent: number, n: number) {
  const share = percent / 100
  const label =
    n < percentFrom
      ? message('chapters.cell.about-people', { x: Math.round(share * n), n })
      : message('chapters.cell.percent', { share: Math.round(percent) })
  return { share, label }
}

function titleOf(sides: readonly DemonstratedClarity[], agreed: number): Pick<Perceived, 'title' | 'cites'> {
  const staff = sides.find((each) => each.side === 'staff')
  if (staff === undefined || isHidden(staff.perceived) || isHidden(staff.namesAll)) {
    return { title: message('chapters.perceived.title-plain'), cites: [] }
  }
  const values = { says: whoOf(staff.perceived), names: shareOf(staff.namesAll), agreed }
  return {
    title: message('chapters.perceived.title', values),
    cites: [expectationId('S1'), expectationId(allPriorities)],
  }
}
