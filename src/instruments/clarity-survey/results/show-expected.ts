import { expectedFound } from '../../../charts/expected-found.ts'
import { derive, deriveFromAll, type Released } from '../../../domain/disclosure/released.ts'
import type { ReleasedEstimate } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { AssumptionGap } from '../../../domain/statistics/assumed-against-actual.ts'
import { allPriorities } from '../answers.ts'
import type { Assumption } from '../assumption-gap.ts'
import type { ItemFigure } from '../figures.ts'
import { boundsCell, type Cell, cellOf, intervalCell, markOf, shareCell } from './cells.ts'
import { drawRows, type Exhibit } from './exhibit.ts'
import { sayPercent, saySigned } from './say-figures.ts'
import type { Voice } from './voice.ts'

type ExpectedRow = Parameters<typeof expectedFound>[0]['rows'][number]

/** What leaders thought staff would say, beside what staff said. */
export function showExpected(
  assumptions: readonly Assumption[],
  voice: Voice,
  itemHref: (code: string) => string | null,
): Exhibit {
  const { say } = voice
  const title = say(expectedFinding(assumptions))
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
      message(`results.reading.${reading ?? 'none'}`, { signed: saySigned(Math.round(points)) }),
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
        label: voice.say(saySigned(Math.round(points))),
        size: sizeOf(points),
        isSolid: reading === 'over-estimated' || reading === 'under-estimated',
      },
    }),
  )
}

function sizeOf(points: number): ExpectedRow['gap']['size'] {
  const whole = Math.abs(Math.round(points))
  if (whole < 10) return 'neutral'
  return whole < 20 ? 'notable' : 'large'
}

function subjectOf(about: string): Message {
  return message(about === allPriorities ? 'clarity-survey.estimates.short.all-priorities' : `clarity-survey.short.${about}`)
}

const over = new Set(['over-estimated', 'probably-over-estimated'])
const under = new Set(['under-estimated', 'probably-under-estimated'])

/** On how many subjects leaders expected more, or less, clarity than staff report; the widest is named. */
export function expectedFinding(assumptions: readonly Assumption[]): Message {
  const widest = assumptions.toSorted((a, b) => Math.abs(b.gap.points) - Math.abs(a.gap.points))
  const higher = widest.filter(({ gap }) => over.has(gap.reading ?? ''))
  const lower = widest.filter(({ gap }) => under.has(gap.reading ?? ''))
  const [first] = higher.length >= lower.length ? higher : lower
  if (first === undefined) return message('results.expected.finding.within')
  const name = higher.length >= lower.length ? 'over' : 'under'
  return message(`results.expected.finding.${name}`, {
    count: Math.max(higher.length, lower.length),
    of: assumptions.length,
    item: subjectOf(first.about),
    points: derive<AssumptionGap, number>(first.gap, ({ points }) => Math.abs(Math.round(points))),
  })
}
