import { type Message, message } from '../../../domain/message.ts'
import type { Figure } from '../../../domain/statistics/figure.ts'
import type { Gap } from '../../../domain/statistics/gap.ts'
import type { HeadCount, Range } from '../../../domain/statistics/head-count.ts'
import { signedPoints, wholePoints } from '../chapters/marks.ts'

export function sayPercent(value: number): Message {
  return message('results.percent', { share: Math.round(value) })
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

export function sayGapInterval({ interval }: Gap): Message {
  if (interval === null) return message('results.interval.none')
  const { low, high } = wholePoints(interval)
  return message('results.gap.interval', { low: signedPoints(low), high: signedPoints(high) })
}

function sayRange({ low, high }: Range): Message {
  return message('results.interval.range', { low: Math.round(low), high: Math.round(high) })
}
