import { mean } from 'simple-statistics'
import { hopRatio, type Retention, retentionOf } from '../../domain/statistics/trace-fidelity.ts'
import { type Hop, hopsOf, type Node, walk } from './chain.ts'
import { credits, type MarkSheet } from './marks.ts'
import { type CoreElement, type Reference, scoredElements } from './reference.ts'
import type { Interview } from './traced-goal.ts'

/** `lost`: elements of which less is left below than above; `ratio` null where nothing was left to pass on. */
export type ScoredHop = Hop<Interview> & {
  readonly kept: Retention
  readonly before: Retention
  readonly ratio: number | null
  /** In elements, negative when more is known below than above. */
  readonly drop: number
  readonly lost: readonly CoreElement[]
}

/**
 * `perInterview`: null until every stated core element is marked. `endToEnd`: mean over the ends of the chain, 0…1.
 * `theBreak`: the hop with the largest drop, of several the highest; null where nothing is lost.
 */
export type Fidelity = {
  readonly perInterview: ReadonlyMap<string, Retention | null>
  readonly hops: readonly ScoredHop[]
  readonly endToEnd: { readonly share: number; readonly ends: number } | null
  readonly theBreak: ScoredHop | null
}

/** Only hops with both ends marked count; one that starts at the person who stated the goal starts at the reference. */
export function scoreFidelity(reference: Reference, roots: readonly Node<Interview>[]): Fidelity {
  const elements = scoredElements(reference)
  const interviews = walk(roots).map(({ interview }) => interview)
  const perInterview = new Map(interviews.map((one) => [one.id, retained(one.marks, elements)]))
  const hops = hopsOf(roots)
    .filter(({ below }) => !below.isSource)
    .flatMap((hop) => scoreHop(hop, elements))
  const ends = walk(roots)
    .filter(({ below }) => below.length === 0)
    .flatMap(({ interview }) => perInterview.get(interview.id)?.share ?? [])
  return {
    perInterview,
    hops,
    endToEnd: ends.length === 0 ? null : { share: mean(ends), ends: ends.length },
    theBreak: largestDrop(hops),
  }
}

/** Half or less is left after the first hop: the hops that start at the reference or at who stated it. */
export function firstHopShare(hops: readonly ScoredHop[]): number | null {
  const first = hops.filter(({ above }) => above === null || above.isSource)
  return first.length === 0 ? null : mean(first.map(({ kept }) => kept.share))
}

function retained(sheet: MarkSheet, elements: readonly CoreElement[]): Retention | null {
  const given = elements.flatMap((element) => {
    const mark = sheet[element]
    return mark === undefined ? [] : [credits[mark]]
  })
  return given.length < elements.length ? null : retentionOf(given)
}

function scoreHop(hop: Hop<Interview>, elements: readonly CoreElement[]): readonly ScoredHop[] {
  const { above, below } = hop
  const start = above === null || above.isSource ? wholeOf(elements) : above.marks
  const before = retained(start, elements)
  const kept = retained(below.marks, elements)
  if (before === null || kept === null) return []
  const lost = elements.filter((element) => creditOf(below.marks, element) < creditOf(start, element))
  return [
    { ...hop, before, kept, ratio: hopRatio(before, kept), drop: before.retained - kept.retained, lost },
  ]
}

function wholeOf(elements: readonly CoreElement[]): MarkSheet {
  return Object.fromEntries(elements.map((element) => [element, 'kept']))
}

function creditOf(sheet: MarkSheet, element: CoreElement): number {
  const mark = sheet[element]
  return mark === undefined ? 0 : credits[mark]
}

function largestDrop(hops: readonly ScoredHop[]): ScoredHop | null {
  const worst = hops.reduce<ScoredHop | null>(
    (best, hop) => (best === null || hop.drop > best.drop ? hop : best),
    null,
  )
  return worst !== null && worst.drop > 0 ? worst : null
}
