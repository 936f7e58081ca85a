import type { Difference, Mark } from '../../../charts/paired-rows.ts'
import { type Hidden, isHidden } from '../../../domain/disclosure/read-released.ts'
import { derive, type Released } from '../../../domain/disclosure/released.ts'
import { type Message, message } from '../../../domain/message.ts'
import { differenceOf, shortOf, signed } from '../chapters/marks.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap } from '../gaps.ts'
import { shareOf } from '../sayings.ts'
import { sayBounds, sayEnvelope, sayGapInterval, sayInterval } from './say-figures.ts'
import type { Voice } from './voice.ts'

/** One place of a table: what may be shown, or why nothing is. `step` colours it, `mark` tells evidence. */
export type Cell = {
  readonly shown: Released<string> | null
  readonly hidden: string | null
  readonly step: string
  readonly mark: 'solid' | 'hollow' | null
}

/** A figure in words; a hidden one as the reason. */
export function cellOf<T>(figure: Released<T> | Hidden, voice: Voice, text: (figure: T) => Message): Cell {
  if (isHidden(figure as object)) return hiddenCell(figure as Hidden, voice)
  const shown = derive<T, string>(figure as Released<T>, (passed) => voice.say(text(passed as T)))
  return { shown, hidden: null, step: '', mark: null }
}

export function hiddenCell({ hidden }: Hidden, { say, rule }: Voice): Cell {
  const text = say(message(`results.hidden.${hidden}`, { k: rule.k, detail: rule.detail }))
  return { shown: null, hidden: text, step: 'x', mark: null }
}

type MaybeFigure = Released<ItemFigure> | Hidden

export const shareCell = (figure: MaybeFigure, voice: Voice): Cell =>
  cellOf<ItemFigure>(figure, voice, shareOf)

export const intervalCell = (figure: MaybeFigure, voice: Voice): Cell =>
  cellOf<ItemFigure>(figure, voice, (shown) => sayInterval(shown.figure))

export const boundsCell = (figure: MaybeFigure, voice: Voice): Cell =>
  cellOf<ItemFigure>(figure, voice, (shown) => sayBounds(shown.figure))

export const envelopeCell = (figure: MaybeFigure, voice: Voice): Cell =>
  cellOf<ItemFigure>(figure, voice, (shown) => sayEnvelope(shown.count))

/** A difference with both marks: colour for its size, solid or hollow for its evidence. */
export function gapCell(gap: Released<ItemGap> | Hidden, voice: Voice): Cell {
  const cell = cellOf<ItemGap>(gap, voice, (shown) => signed('gap-says', shown.words))
  return isHidden(gap) ? cell : { ...cell, step: gapStep(gap), mark: gap.mark.evidence }
}

export const gapIntervalCell = (gap: Released<ItemGap> | Hidden, voice: Voice): Cell =>
  cellOf<ItemGap>(gap, voice, (shown) => sayGapInterval(shown.gap))

/** Colour for size: under 10 points neutral, 10–19, 20 and more, to either side. */
export function gapStep({ gap, mark }: ItemGap): string {
  if (mark.size === 'neutral') return 'm'
  const side = gap.points > 0 ? 'h' : 'l'
  return mark.size === 'large' ? side + side : side
}

/** A figure as a chart draws it: shares 0…1, with its interval. */
export function markOf(figure: ItemFigure, { say }: Voice): Mark {
  const { value, interval } = figure.figure
  const range = interval === null ? {} : { low: interval.low / 100, high: interval.high / 100 }
  return { share: value / 100, label: say(shortOf(figure)), ...range }
}

/** A gap as a chart writes it at its edge. */
export function differenceMark(gap: ItemGap, { say }: Voice): Difference {
  const { label, size, isSolid } = differenceOf(gap)
  return { label: say(label), size, isSolid }
}
