import { type Message, message } from '../../domain/message.ts'
import type { Figure } from '../../domain/statistics/figure.ts'
import { percentFrom } from '../../domain/statistics/head-count.ts'
import type { ItemFigure, MeanFigure } from './figures.ts'

/** "58 % of staff", "4 of 9 staff", "On average 58 % of staff": how a sentence about staff begins. */
export function whoOf(figure: ItemFigure | MeanFigure): Message {
  return said('who', figure)
}

/** "58 %", "at most 2 of 9". */
export function shareOf(figure: ItemFigure | MeanFigure): Message {
  return said('share', figure)
}

/** "(54 to 62 %)", or that everyone answered. */
export function rangeOf({ interval, value, everyoneAnswered }: Figure): Message {
  const { low, high } = interval ?? { low: value, high: value }
  const [from, to] = [Math.round(low), Math.round(high)]
  if (everyoneAnswered && from === to) return message('clarity-survey.range.exact')
  return message('clarity-survey.range.interval', { low: from, high: to })
}

function said(opening: 'who' | 'share', figure: ItemFigure | MeanFigure): Message {
  const share = Math.round(figure.figure.value)
  if ('words' in figure) {
    if (figure.count.n >= percentFrom) return message(`clarity-survey.${opening}.percent`, { share })
    const { kind, ...people } = figure.words
    return message(`clarity-survey.${opening}.${kind}`, people)
  }
  if (figure.n >= percentFrom) return message(`clarity-survey.${opening}.mean`, { share })
  return message(`clarity-survey.${opening}.mean-small`, { share, n: figure.n })
}
