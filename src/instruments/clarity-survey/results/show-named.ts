import { perceivedDemonstrated } from '../../../charts/perceived-demonstrated.ts'
import { type Hidden, isHidden } from '../../../domain/disclosure/read-released.ts'
import { derive, deriveFromAll, type Released } from '../../../domain/disclosure/released.ts'
import { type Message, message } from '../../../domain/message.ts'
import { percentFrom } from '../../../domain/statistics/head-count.ts'
import { perceivedExhibit } from '../chapters/perceived-exhibit.ts'
import type { DemonstratedClarity, RecallShares } from '../demonstrated-clarity.ts'
import type { ItemFigure } from '../figures.ts'
import { shareOf, whoOf } from '../sayings.ts'
import { type Cell, cellOf, intervalCell, shareCell } from './cells.ts'
import { drawRows, type Exhibit } from './exhibit.ts'
import { sayPercent } from './say-figures.ts'
import type { Voice } from './voice.ts'

type NamedSide = Parameters<typeof perceivedDemonstrated>[0]['sides'][number]
const steps = ['all', 'two', 'one', 'none'] as const

/** How many say that they could list the priorities, beside how many did. */
export function showNamed(sides: readonly DemonstratedClarity[], agreed: number, voice: Voice): Exhibit {
  const { say } = voice
  const title = say(titleOf(sides, agreed))
  const names = [nameOfStep('all'), nameOfStep('two'), nameOfStep('one'), nameOfStep('none')] as const
  function nameOfStep(step: (typeof steps)[number]): string {
    return say(message(`results.named.step.${step}`, { agreed }))
  }
  return {
    title,
    chart: drawRows<NamedSide>(
      // The chart names the parts below its last row, which must be one that has them.
      sides.toSorted((a, b) => partsIn(a) - partsIn(b)).flatMap((side) => namedSide(side, voice)),
      title,
      (rows) => perceivedDemonstrated({ sides: rows, names }),
    ),
    note: say(message('results.named.note')),
    table: {
      caption: say(message('results.named.caption')),
      heads: [
        ...['side', 'says', 'interval'].map((head) => say(message(`results.head.${head}`))),
        ...names,
        ...['blank', 'not-coded'].map((head) => say(message(`results.head.${head}`))),
      ],
      rows: sides.map(({ side, perceived, demonstrated }) => ({
        name: say(message(`results.side.${side}`)),
        href: null,
        cells: [
          shareCell(perceived, voice),
          intervalCell(perceived, voice),
          ...[...steps, 'blank' as const].map((step) =>
            shareCellOf(demonstrated, voice, (shares) => sayStep(shares, shares[step])),
          ),
          shareCellOf(demonstrated, voice, ({ notCoded }) => message('results.count', { count: notCoded })),
        ],
      })),
    },
  }
}

const partsIn = ({ demonstrated }: DemonstratedClarity): number => (isHidden(demonstrated) ? 0 : 1)

function shareCellOf(
  shares: Released<RecallShares> | Hidden,
  voice: Voice,
  text: (shares: RecallShares) => Message,
): Cell {
  if (!isHidden(shares)) return cellOf<RecallShares>(shares, voice, text)
  return { shown: null, hidden: voice.say(message('results.named.not-coded')), step: 'x', mark: null }
}

// Told counts may stand for one person more or less, so few people are "about 3 of 12".
function sayStep({ n }: RecallShares, share: number): Message {
  if (n >= percentFrom) return sayPercent(share)
  return message('results.people.about', { x: Math.round((share * n) / 100), n })
}

function namedSide(
  { side, perceived, demonstrated }: DemonstratedClarity,
  voice: Voice,
): Released<NamedSide>[] {
  if (isHidden(perceived)) return []
  const colour = side === 'staff' ? 'staff' : 'leaders'
  const name = (part: 'says' | 'named'): string => voice.say(message(`results.named.${part}.${side}`))
  const says = (shown: ItemFigure) => ({
    name: name('says'),
    share: shown.figure.value / 100,
    label: voice.say(shareOf(shown)),
  })
  if (isHidden(demonstrated))
    return [derive<ItemFigure, NamedSide>(perceived, (shown) => ({ colour, says: says(shown), named: null }))]
  const part = (shares: RecallShares, share: number) => ({
    share: share / 100,
    label: voice.say(sayStep(shares, share)),
  })
  return [
    deriveFromAll<[ItemFigure, RecallShares], NamedSide>([perceived, demonstrated], (shown, shares) => ({
      colour,
      says: says(shown),
      named: {
        name: name('named'),
        parts: [
          part(shares, shares.all),
          part(shares, shares.two),
          part(shares, shares.one),
          part(shares, shares.none),
        ],
      },
    })),
  ]
}

// Before coding the report leaves this out; the page says what is known already.
function titleOf(sides: readonly DemonstratedClarity[], agreed: number): Message {
  const exhibit = perceivedExhibit(sides, { agreed })
  const staff = sides.find(({ side }) => side === 'staff')
  if (exhibit !== null) return exhibit.title
  if (staff === undefined || isHidden(staff.perceived)) return message('results.named.finding.none')
  return message('results.named.finding.not-coded', { says: whoOf(staff.perceived) })
}
