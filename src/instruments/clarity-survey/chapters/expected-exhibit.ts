import type { Chapter, Listing, Observation, Paired, PairedRow } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { Assumption } from '../assumption-gap.ts'
import { markOf, shortName, signedPoints } from './marks.ts'
import { basisOf, observe } from './observe.ts'

/** What leaders expected of staff beside what staff said; null where leaders were not asked or too few answered. */
export function expectedExhibit(gaps: readonly Assumption[]): Paired | null {
  if (gaps.length === 0) return null
  const finding = findingIn(gaps)
  return {
    kind: 'paired',
    drawn: 'expected',
    id: 'gap-expected',
    title: finding.says,
    cites: [observationOf(finding, gaps)],
    note: message('chapters.expected.note', { leaders: leadersIn(gaps) }),
    names: {
      row: message('chapters.head.statement'),
      first: message('chapters.head.staff'),
      second: message('chapters.head.expected'),
      difference: message('chapters.head.gap'),
    },
    rows: gaps.map(rowOf),
  }
}

/** The same figures for the appendix. */
export function expectedAppendix(gaps: readonly Assumption[]): Chapter | null {
  if (gaps.length === 0) return null
  const title = message('chapters.expected.table')
  const sides = ['staff', 'expected', 'gap'] as const
  const table: Listing = {
    kind: 'listing',
    id: 'expected-figures',
    title,
    cites: [],
    note: null,
    heads: [
      { label: message('chapters.head.statement'), isFigure: false },
      ...sides.map((side) => ({ label: message(`chapters.head.${side}`), isFigure: true })),
    ],
    rows: gaps
      .map(rowOf)
      .map(({ label, first, second, difference }) => [label, first.says, second.says, difference.says]),
  }
  return { part: 'appendix', id: 'expected-table', title, cites: [], lead: null, exhibits: [table] }
}

function rowOf({ about, estimate, actual, gap }: Assumption): PairedRow {
  const { reading, points } = gap
  return {
    id: about,
    label:
      about === 'all-priorities'
        ? message('clarity-survey.estimates.short.all-priorities')
        : shortName(about),
    first: markOf(actual),
    second: {
      share: estimate.mean / 100,
      low: null,
      high: null,
      label: message('chapters.short.percent', { share: estimate.mean }),
      says: message(`chapters.expected.spread.${estimate.spread ?? 'unknown'}`, { share: estimate.mean }),
    },
    difference: {
      points,
      label: signedPoints(points),
      says: message(`chapters.expected.reading.${reading ?? 'unknown'}`, { points: signedPoints(points) }),
      size: sizeOf(points),
      // "Probably" is what those who did not answer could still change.
      isSolid: reading === 'over-estimated' || reading === 'under-estimated',
    },
  }
}

function sizeOf(points: number): PairedRow['difference']['size'] {
  const whole = Math.abs(Math.round(points))
  if (whole < 10) return 'neutral'
  return whole < 20 ? 'notable' : 'large'
}

type Finding = { readonly says: Message; readonly count: number }

function findingIn(gaps: readonly Assumption[]): Finding {
  const over = gaps.filter(({ gap }) => gap.reading?.endsWith('over-estimated')).length
  const under = gaps.filter(({ gap }) => gap.reading?.endsWith('under-estimated')).length
  const values = { over, under, of: gaps.length }
  if (over > 0 && over >= under) return { says: message('chapters.expected.over', values), count: over }
  if (under > 0) return { says: message('chapters.expected.under', values), count: under }
  return { says: message('chapters.expected.within', values), count: 0 }
}

function observationOf({ says, count }: Finding, gaps: readonly Assumption[]): Observation {
  const [first] = gaps
  return observe('gap-expected', {
    says: message('chapters.observation.title', { title: says }),
    figure: message('chapters.expected.observed', { count, of: gaps.length }),
    basis: first === undefined ? null : basisOf(first.actual),
    uncertainty: message('chapters.expected.beyond', { leaders: leadersIn(gaps) }),
  })
}

/** A leader may have no idea of one question and of another. */
function leadersIn(gaps: readonly Assumption[]): Message {
  const counts = gaps.map(({ estimate }) => estimate.leaders)
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)]
  return message(`chapters.expected.leaders.${fewest === most ? 'same' : 'range'}`, { fewest, most })
}
