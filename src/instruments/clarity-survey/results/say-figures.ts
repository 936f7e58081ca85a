import { type Message, message } from '../../../domain/message.ts'
import type { Figure } from '../../../domain/statistics/figure.ts'
import type { Gap, GapWords } from '../../../domain/statistics/gap.ts'
import type { HeadCount, HeadCountWords, Range } from '../../../domain/statistics/head-count.ts'
import type { ItemFigure, MeanFigure } from '../figures.ts'

/** From this many people on a figure is told in per cent, below in people (spec 10). */
export const percentFrom = 30

/** "58 %" from 30 people on, else "4 of 9", "at most 2 of 9", "at least 5 of 7". */
export function sayShare({ figure, words, count }: ItemFigure): Message {
  if (count.n >= percentFrom) return sayPercent(figure.value)
  return sayPeople(words)
}

/** The same for a mean over items, which has no people of its own. */
export function sayMean({ figure }: MeanFigure): Message {
  return sayPercent(figure.value)
}

export function sayPercent(value: number): Message {
  return message('results.percent', { share: Math.round(value) })
}

export function sayPeople(words: HeadCountWords): Message {
  if (words.kind === 'all-but-at-most') return message('results.people.at-least', { x: words.n - words.x, n: words.n })
  const { kind, ...people } = words
  return message(`results.people.${kind}`, people)
}

/** "54 to 62 %", that everyone answered, or that nobody was invited. */
export function sayInterval({ interval, everyoneAnswered }: Figure): Message {
  if (interval === null) return message('results.interval.none')
  if (everyoneAnswered && interval.low === interval.high) return message('results.interval.everyone')
  return sayRange(interval)
}

/** "If all who stayed silent had agreed, if none had". */
export function sayBounds({ bounds }: Figure): Message {
  return bounds === null ? message('results.interval.none') : sayRange(bounds)
}

/** What the adjusted number of people can really be. */
export function sayEnvelope({ low, high }: HeadCount): Message {
  return low === high ? message('results.envelope.exact') : message('results.envelope.range', { low, high })
}

export function sayRange({ low, high }: Range): Message {
  return message('results.interval.range', { low: Math.round(low), high: Math.round(high) })
}

/** "+26", "at least +25"; what is at least or at most is never rounded beyond what is known. */
export function sayGap({ kind, points }: GapWords, form: 'gap' | 'gap-short' = 'gap'): Message {
  const round = { exact: Math.round, about: Math.round, 'at-least': Math.floor, 'at-most': Math.ceil }[kind]
  return message(`results.${form}.${kind}`, { signed: saySigned(round(points)) })
}

export function sayGapInterval({ interval }: Gap): Message {
  if (interval === null) return message('results.interval.none')
  const { low, high } = interval
  return message('results.gap.interval', { low: saySigned(Math.round(low)), high: saySigned(Math.round(high)) })
}

export function saySigned(points: number): Message {
  if (points === 0) return message('results.signed.zero')
  return message(points > 0 ? 'results.signed.up' : 'results.signed.down', { points: Math.abs(points) })
}
