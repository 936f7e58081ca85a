import type { Evidence, Uncertainty } from './evidence.ts'
import { type Message, message } from './message.ts'

/** "speaks for it, strongly". */
export function tellWeight({ direction, strength }: Pick<Evidence, 'direction' | 'strength'>): Message {
  return message(`diagnosis.weight.${direction}-${strength}`)
}

/** "147 of 173 answered". */
export function tellBasis({ n, of }: Evidence['basis']): Message {
  return n === of ? message('diagnosis.basis.all', { n }) : message('diagnosis.basis.some', { n, of })
}

/** "good guide, 54 to 62": the words of spec 10 with the ends of the interval, without decimals. */
export function tellCertainty({ low, high, word }: Uncertainty): Message {
  return message(`diagnosis.certainty.${word}`, { low: Math.round(low), high: Math.round(high) })
}
