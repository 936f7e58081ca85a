import type { Observation } from '../../../domain/chapter.ts'
import { participation, staffGroup } from '../../../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { Range } from '../../../domain/statistics/head-count.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap } from '../gaps.ts'
import { instrumentCode } from '../survey-evidence.ts'
import { signed, signedPoints, wholePoints } from './marks.ts'

/** A figure of this survey that a title or a remark rests on; `name` is what follows the instrument's code in its id. */
export function observe(name: string, rest: Omit<Observation, 'id' | 'instrument'>): Observation {
  return { id: `${instrumentCode}.${name}`, instrument: instrumentCode, ...rest }
}

/** How many of the statements: what a title that counts them rests on. Each has its own range in its exhibit. */
export function observeCount(
  name: string,
  says: Message,
  { count, of, basis }: { readonly count: number; readonly of: number; readonly basis: Observation['basis'] },
): Observation {
  const figure = message('chapters.observation.statements', { count, of })
  const uncertainty = message('chapters.observation.each')
  return observe(name, {
    says: message('chapters.observation.title', { title: says }),
    figure,
    basis,
    uncertainty,
  })
}

/** A gap or a change in points and where it can lie. */
export function pointsOf({ gap, words }: ItemGap): Pick<Observation, 'figure' | 'uncertainty'> {
  return {
    figure: message('chapters.observation.points', { points: signed('gap-says', words) }),
    uncertainty: gap.interval === null ? null : rangeInPoints(gap.interval),
  }
}

function rangeInPoints(interval: Range): Message {
  const { low, high } = wholePoints(interval)
  return message('chapters.observation.range', { low: signedPoints(low), high: signedPoints(high) })
}

/** A share in per cent and where it can lie. */
export function shareObserved(figure: ItemFigure): Pick<Observation, 'figure' | 'uncertainty' | 'basis'> {
  const { value, interval } = figure.figure
  return {
    figure: message('chapters.cell.percent', { share: Math.round(value) }),
    basis: basisOf(figure),
    uncertainty:
      interval === null
        ? null
        : message('chapters.observation.share-range', {
            low: Math.round(interval.low),
            high: Math.round(interval.high),
          }),
  }
}

export function basisOf({ count }: ItemFigure): Observation['basis'] {
  return { n: count.n, of: count.invited }
}

/** How many of all staff answered. */
export function staffBasis(table: ReleasedTable): Observation['basis'] {
  const staff = staffGroup(table)
  if (staff === null) return null
  const { answered, invited } = participation(table, staff)
  return { n: answered, of: invited }
}
