import type { Chapter, Listing } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { CodedTest } from '../coded-test.ts'
import type { ScoredCoherence } from '../score-coherence.ts'

/** κ in hundredths with its range, chance, and W: whole numbers, because the group carries no decimal. */
export function coherenceAppendix(test: CodedTest, scored: ScoredCoherence): Chapter | null {
  if (scored.outcome === 'withheld') return null
  return {
    part: 'appendix',
    id: 'coherence-figures',
    title: own('appendix'),
    cites: [],
    lead: own('appendix-lead', {
      executives: scored.coherence.executives,
      asked: test.invited,
      isAll: scored.coherence.executives === test.invited ? 'yes' : 'no',
    }),
    exhibits: [
      {
        kind: 'listing',
        id: 'coherence-figures-table',
        title: own('appendix-table'),
        cites: [],
        note: scored.coherence.isUneven ? message('priorities-test.caveat.uneven') : null,
        heads: [
          { label: own('head.measure'), isFigure: false },
          { label: own('head.figure'), isFigure: true },
        ],
        rows: coherenceRows(test, scored),
      },
    ],
  }
}

type Scored = Extract<ScoredCoherence, { outcome: 'scored' }>

export function coherenceRows(test: CodedTest, { coherence, concordance }: Scored): Listing['rows'] {
  const { kappa, leaveOneOut, p, themes, meanShared, chanceShared } = coherence
  const inHundredths = (share: number) => Math.round(100 * share)
  const range = leaveOneOut && { low: inHundredths(leaveOneOut.low), high: inHundredths(leaveOneOut.high) }
  const { count, alpha } = test.coders
  return [
    [own('row.shared'), own('row.shared-of', { shared: tenths(meanShared), chance: tenths(chanceShared) })],
    [own('row.kappa'), own('row.hundredths', { figure: inHundredths(kappa) })],
    ...(range === null ? [] : [[own('row.leave-one-out'), own('row.range', range)]]),
    [own('row.chance'), chanceInWords(p)],
    [own('row.themes'), own('count', { count: themes })],
    ...(concordance === null
      ? []
      : [[own('row.w'), own('row.hundredths', { figure: inHundredths(concordance.w) })]]),
    [
      own('row.coders'),
      count === 1 || alpha === null
        ? own(`row.coders-${count}`)
        : own('row.alpha', { figure: inHundredths(alpha) }),
    ],
  ]
}

function chanceInWords(p: number): Message {
  if (p < 0.01) return own('row.p-rare')
  return own('row.p', { percent: Math.round(100 * p) })
}

const tenths = (figure: number) => Math.round(10 * figure) / 10

function own(key: string, values: Message['values'] = {}): Message {
  return message(`priorities-test.chapter.${key}`, values)
}
