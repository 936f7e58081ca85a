import type { Mark, PairedRow } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { GapWords } from '../../../domain/statistics/gap.ts'
import { percentFrom, type Range } from '../../../domain/statistics/head-count.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap } from '../gaps.ts'
import { rangeOf, shareOf } from '../sayings.ts'

/** A figure of one item, short for the chart and in full for the table. */
export function markOf(figure: ItemFigure): Mark<Message> {
  const { interval, value } = figure.figure
  return {
    share: value / 100,
    low: interval === null ? null : interval.low / 100,
    high: interval === null ? null : interval.high / 100,
    label: shortOf(figure),
    says: message('chapters.says.figure', { share: shareOf(figure), range: rangeOf(figure.figure) }),
  }
}

/** "58", "4 of 9", "at most 2 of 9": a figure beside its marker. */
export function shortOf({ count, words, figure }: ItemFigure): Message {
  if (count.n >= percentFrom) return message('chapters.short.percent', { share: Math.round(figure.value) })
  if (words.kind === 'all-but-at-most') {
    return message('chapters.short.at-least', { x: words.n - words.x, n: words.n })
  }
  const { kind, ...people } = words
  return message(`chapters.short.${kind}`, people)
}

/** "67 %", "4 of 9", "at most 2": a figure in a cell of its own, where the number of answers stands beside. */
export function cellOf(figure: ItemFigure): Message {
  const { count, words } = figure
  if (count.n >= percentFrom) {
    return message('chapters.cell.percent', { share: Math.round(figure.figure.value) })
  }
  if (words.kind === 'at-most') return message('chapters.cell.at-most', { x: words.x })
  return words.kind === 'all-but-at-most'
    ? message('chapters.cell.at-least', { x: words.n - words.x })
    : shortOf(figure)
}

/** "+26", "at least +25", "−7". */
export function differenceOf({ gap, words, mark }: ItemGap): PairedRow['difference'] {
  return {
    points: gap.points,
    label: signed('gap', words),
    says: message('chapters.says.gap', { gap: signed('gap-says', words), range: rangeOfGap(gap.interval) }),
    size: mark.size === 'medium' ? 'notable' : mark.size,
    isSolid: mark.evidence === 'solid',
  }
}

/** "≥ +25" for a chart, "at least +25" in a table; what is at least or at most is never rounded beyond what is known. */
export function signed(prefix: 'gap' | 'gap-says', { kind, points }: GapWords): Message {
  const round = { exact: Math.round, about: Math.round, 'at-least': Math.floor, 'at-most': Math.ceil }[kind]
  return message(`chapters.${prefix}.${kind}`, { points: signedPoints(round(points)) })
}

/** Whole points with their sign. */
export function signedPoints(points: number): Message {
  const whole = Math.round(points)
  const sign = whole > 0 ? 'plus' : whole < 0 ? 'minus' : 'zero'
  return message(`chapters.points.${sign}`, { points: Math.abs(whole) })
}

function rangeOfGap(interval: Range | null): Message {
  if (interval === null) return message('chapters.says.no-range')
  const { low, high } = wholePoints(interval)
  return message('chapters.says.range', { low: signedPoints(low), high: signedPoints(high) })
}

/** Whole points, outwards so that no interval looks narrower than it is, but never onto 0: what is not chance shows it. */
export function wholePoints({ low, high }: Range): Range {
  return {
    low: low > 0 ? Math.max(1, Math.floor(low)) : Math.floor(low),
    high: high < 0 ? Math.min(-1, Math.ceil(high)) : Math.ceil(high),
  }
}

export function shortName(code: string): Message {
  return message(`clarity-survey.short.${code}`)
}
