import type { Perceived, PerceivedSide } from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { DemonstratedClarity } from '../demonstrated-clarity.ts'
import { shareOf } from '../sayings.ts'
import { cellOf } from './marks.ts'

/** What staff and leaders say they could list, above what they named; null until the texts are coded for one side. */
export function perceivedExhibit(sides: readonly DemonstratedClarity[]): Perceived | null {
  const shown = sides.flatMap(sideOf)
  if (!shown.some((side) => side.named !== null)) return null
  return {
    kind: 'perceived',
    id: 'gap-perceived',
    title: titleOf(sides),
    note: message('chapters.perceived.note'),
    heads: { side: message('chapters.head.who'), says: message('chapters.head.says-could') },
    sides: shown,
    names: [
      message('chapters.perceived.all'),
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
  const { all, two, one, none } = demonstrated
  return [
    {
      ...head,
      says,
      named: {
        name: message(`chapters.perceived.${name}-named`),
        parts: [partOf(all), partOf(two), partOf(one), partOf(none)],
      },
    },
  ]
}

function partOf(percent: number) {
  return { share: percent / 100, label: message('chapters.cell.percent', { share: Math.round(percent) }) }
}

function titleOf(sides: readonly DemonstratedClarity[]): Message {
  const staff = sides.find((each) => each.side === 'staff')
  if (staff === undefined || isHidden(staff.perceived) || isHidden(staff.namesAll)) {
    return message('chapters.perceived.title-plain')
  }
  return message('chapters.perceived.title', {
    says: shareOf(staff.perceived),
    names: shareOf(staff.namesAll),
  })
}
