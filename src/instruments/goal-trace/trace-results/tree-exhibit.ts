import type { Listing, Observation, Tree, TreeNode } from '../../../domain/chapter.ts'
import { joinNames } from '../../../domain/join-names.ts'
import { type Message, message } from '../../../domain/message.ts'
import { type Level, levels, walk } from '../chain.ts'
import { scoredElements } from '../reference.ts'
import type { ScoredGoal } from '../scored-goals.ts'
import { instrumentCode } from '../trace-evidence.ts'
import type { Interview } from '../traced-goal.ts'
import { inHalves, placesIn, sayKept } from './say-kept.ts'

/** The chain of one goal as a tree: how much of it has arrived where. `place` numbers the goals, from 1. */
export function treeExhibit(scored: ScoredGoal, place: number): Tree {
  const { goal, roots } = scored
  const interviewed = levels.filter((level) => goal.interviews.some((one) => one.level === level))
  const order = walk(roots).map(({ interview }) => interview)
  return {
    kind: 'tree',
    id: `trace-tree-${place}`,
    title: findingOf(scored),
    cites: [observationOf(scored, place)],
    note: message('trace-results.tree.note'),
    heads: {
      place: message('trace-results.tree.place'),
      from: message('trace-results.tree.from'),
      kept: message('trace-results.tree.kept'),
      passed: message('trace-results.tree.passed'),
      lost: message('trace-results.tree.lost'),
    },
    columns: [
      message('trace-results.tree.stated'),
      ...interviewed.map((level) => message(`goal-trace.level.${level}`)),
    ],
    root: message('trace-results.team', { team: goal.name }),
    nodes: order.map((one) => nodeOf(one, { scored, interviewed, order })),
  }
}

/** The table that equals the tree, for the appendix. */
export function interviewListing(scored: ScoredGoal, place: number): Listing {
  const { heads, nodes } = treeExhibit(scored, place)
  return {
    kind: 'listing',
    id: `trace-interviews-${place}`,
    title: message('trace-results.interviews.goal', { goal: scored.goal.name }),
    cites: [],
    note: null,
    heads: [heads.place, heads.from, heads.kept, heads.passed, heads.lost].map((label) => ({
      label,
      isFigure: false,
    })),
    rows: nodes.map(({ row }) => [row.place, row.from, row.kept, row.passed, row.lost]),
  }
}

/** The break in one sentence, by levels and teams; or that nothing was lost, or nothing is known yet. */
export function findingOf({ goal, fidelity }: ScoredGoal): Message {
  const { theBreak, hops } = fidelity
  const placeOf = placesIn(goal.interviews)
  if (theBreak === null)
    return message(hops.length === 0 ? 'trace-results.tree.unmarked' : 'trace-results.tree.keeps', {
      goal: goal.name,
    })
  const { above, below } = theBreak
  return message('trace-results.tree.breaks', {
    goal: goal.name,
    from: above === null || above.isSource ? message('trace-results.the-top') : placeOf(above).full,
    to: placeOf(below).full,
  })
}

/** How much is left where the goal ends: one figure, or from the least to the most. */
export function endsOf({ goal, roots, fidelity }: ScoredGoal): Message | null {
  const ends = walk(roots)
    .filter(({ below }) => below.length === 0)
    .flatMap(({ interview }) => fidelity.perInterview.get(interview.id) ?? [])
    .sort((a, b) => a.retained - b.retained)
  const [least] = ends
  const most = ends.at(-1)
  if (least === undefined || most === undefined) return null
  const values = { goal: goal.name, ends: ends.length, least: sayKept(least), most: sayKept(most) }
  return message(
    least.retained === most.retained ? 'trace-results.ends.same' : 'trace-results.ends.range',
    values,
  )
}

function observationOf(scored: ScoredGoal, place: number): Observation {
  const interviews = scored.goal.interviews.length
  return {
    id: `${instrumentCode}.goal-${place}`,
    instrument: instrumentCode,
    says: message('trace-results.observation', { title: findingOf(scored) }),
    figure: endsOf(scored) ?? message('trace-results.tree.no-end'),
    basis: { n: interviews, of: interviews },
    uncertainty: null,
  }
}

type Given = {
  readonly scored: ScoredGoal
  readonly interviewed: readonly Level[]
  readonly order: readonly Interview[]
}

function nodeOf(one: Interview, { scored, interviewed, order }: Given): TreeNode {
  const { goal, fidelity } = scored
  const placeOf = placesIn(goal.interviews)
  const idOf = (each: Interview) => `i${order.indexOf(each) + 1}`
  const above = order.find(({ id }) => id === one.reportsTo) ?? null
  const kept = fidelity.perInterview.get(one.id) ?? null
  const isBreak = fidelity.theBreak?.below.id === one.id
  const said = kept === null ? message('trace-results.unmarked') : sayKept(kept)
  return {
    id: idOf(one),
    above: above === null ? null : idOf(above),
    column: interviewed.indexOf(one.level) + 1,
    label: placeOf(one).short,
    figure: isBreak ? message('trace-results.break-here', { kept: said }) : said,
    share: kept?.share ?? null,
    isBreak,
    row: {
      place: placeOf(one).full,
      from: above === null ? message('trace-results.the-top') : placeOf(above).full,
      kept: isBreak ? message('trace-results.break-here', { kept: said }) : said,
      passed: passedTo(one, scored),
      lost: lostBy(one, goal.reference),
    },
  }
}

// In elements, not in per cent: three of them carry no rate.
function passedTo(one: Interview, { fidelity }: ScoredGoal): Message {
  const hop = fidelity.hops.find(({ below }) => below.id === one.id)
  if (hop === undefined) return message('trace-results.passed.unknown')
  const { before, kept, ratio } = hop
  if (ratio === null) return message('trace-results.passed.nothing')
  if (ratio > 1) return message('trace-results.passed.more')
  return message('trace-results.kept', { kept: inHalves(kept.retained), of: inHalves(before.retained) })
}

/** What did not arrive whole, each with its mark. */
export function lostBy({ marks }: Interview, reference: ScoredGoal['goal']['reference']): Message {
  const lost = scoredElements(reference).flatMap((element) => {
    const mark = marks[element]
    if (mark === undefined || mark === 'kept') return []
    return [
      message('trace-results.element-marked', {
        element: message(`trace-results.element.${element}`),
        mark: message(`goal-trace.mark.${mark}`),
      }),
    ]
  })
  const told = joinNames(lost)
  return lost.length === 0 || typeof told === 'string' ? message('trace-results.nothing') : told
}
