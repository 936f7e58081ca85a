import { expectedFound } from '../../../charts/expected-found.ts'
import { deriveFromAll, type Released } from '../../../domain/disclosure/released.ts'
import type { ReleasedEstimate } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { AssumptionGap } from '../../../domain/statistics/assumed-against-actual.ts'
import { markGap } from '../../../domain/statistics/marks.ts'
import { allPriorities } from '../answers.ts'
import type { Assumption } from '../assumption-gap.ts'
import { expectedExhibit } from '../chapters/expected-exhibit.ts'
import { signedPoints } from '../chapters/marks.ts'
import type { ItemFigure } from '../figures.ts'
import { boundsCell, type Cell, cellOf, intervalCell, markOf, shareCell } from './cells.ts'
import { drawRows, type Exhibit } from './exhibit.ts'
import { sayPercent } from './say-figures.ts'
import type { Voice } from './voice.ts'

type ExpectedRow = Parameters<typeof expectedFound>[0]['rows'][number]

/** What leaders thought staff would say, beside what staff said. */
export function showExpected(
  assumptions: readonly Assumption[],
  voice: Voice,
  itemHref: (code: string) => string | null,
): Exhibit {
  const { say } = voice
  const title = say(expectedExhibit(assumptions)?.title ?? message('results.section.expected'))
  const names = {
    expected: say(message('results.expected.expected')),
    found: say(message('results.expected.found')),
    gap: say(message('results.gap.head')),
  }
  return {
    title,
    chart: drawRows<ExpectedRow>(
      assumptions.map((assumption) => expectedRow(assumption, voice)),
      title,
      (rows) => expectedFound({ rows, names }),
    ),
    note: say(message('results.expected.note')),
    table: {
      caption: say(message('results.expected.caption')),
      heads: ['item', 'expected', 'spread', 'found', 'interval', 'bounds', 'reading'].map((head) =>
        say(message(`results.head.${head}`)),
      ),
      rows: assumptions.map((assumption) => ({
        name: say(subjectOf(assumption.about)),
        href: assumption.about === allPriorities ? null : itemHref(assumption.about),
        cells: cellsOf(assumption, voice),
      })),
    },
  }
}

function cellsOf({ estimate, actual, gap }: Assumption, voice: Voice): readonly Cell[] {
  return [
    cellOf<ReleasedEstimate>(estimate, voice, ({ mean }) => sayPercent(mean)),
    cellOf<ReleasedEstimate>(estimate, voice, ({ spread }) => message(`results.spread.${spread ?? 'none'}`)),
    shareCell(actual, voice),
    intervalCell(actual, voice),
    boundsCell(actual, voice),
    cellOf<AssumptionGap>(gap, voice, ({ reading, points }) =>
      message(`results.reading.${reading ?? 'none'}`, { signed: signedPoints(points) }),
    ),
  ]
}

function expectedRow({ about, estimate, actual, gap }: Assumption, voice: Voice): Released<ExpectedRow> {
  const label = voice.say(subjectOf(about))
  return deriveFromAll<[ReleasedEstimate, ItemFigure, AssumptionGap], ExpectedRow>(
    [estimate, actual, gap],
    (leaders, staff, { points, reading }) => ({
      label,
      expected: { share: leaders.mean / 100, label: voice.say(sayPercent(leaders.mean)) },
      found: markOf(staff, voice),
      gap: {
        label: voice.say(signedPoints(points)),
        size: chartSize[markGap({ points, interval: null }).size],
        isSolid: reading === 'over-estimated' || reading === 'under-estimated',
      },
    }),
  )
}

const chartSize = { neutral: 'neutral', medium: 'notable', large: 'large' } as const

function subjectOf(about: string): Message {
  return message(
    about === allPriorities
      ? 'clarity-survey.estimates.short.all-priorities'
      : `clarity-survey.short.${about}`,
  )
}
