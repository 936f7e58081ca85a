import type { Chapter, Exhibit } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { TraceResults } from '../contribute.ts'
import { type ScoredGoal, scoreGoals } from '../scored-goals.ts'
import { breakExhibit } from './break-exhibit.ts'
import { divergingExhibit } from './diverging-exhibit.ts'
import { sightFinding } from './sight-row.ts'
import { surviveExhibit } from './survive-exhibit.ts'
import { endsOf, findingOf, interviewListing, treeExhibit } from './tree-exhibit.ts'

/** What the report prints of the trace: a chapter and its appendix, or none while no interview has been marked. */
export function traceChapters({ goals }: TraceResults): readonly Chapter[] {
  const scored = readableGoals(scoreGoals(goals))
  if (scored.length === 0) return []
  return [
    {
      part: 'operations',
      id: 'trace',
      title: titleOf(scored),
      lead: leadOf(scored),
      cites: [],
      exhibits: [...scored.flatMap((one, at) => exhibitsOfGoal(one, at + 1)), ...exhibitsOfAll(scored)],
    },
    {
      part: 'appendix',
      id: 'trace-interviews',
      title: message('trace-results.interviews.title'),
      lead: message('trace-results.interviews.lead'),
      cites: [],
      exhibits: scored.map((one, at) => interviewListing(one, at + 1)),
    },
  ]
}

/** Goals of which at least one interview is marked in full. */
export function readableGoals(scored: readonly ScoredGoal[]): readonly ScoredGoal[] {
  return scored.filter(({ fidelity }) => [...fidelity.perInterview.values()].some((kept) => kept !== null))
}

/** The tree of one goal, its break, and where its chains part. `place` numbers the goals, from 1. */
export function exhibitsOfGoal(scored: ScoredGoal, place: number): readonly Exhibit[] {
  return [treeExhibit(scored, place), breakExhibit(scored, place), divergingExhibit(scored, place)].filter(
    (exhibit) => exhibit !== null,
  )
}

/** What holds over all goals: which elements survive, and who sees what their week has to do with them. */
export function exhibitsOfAll(scored: readonly ScoredGoal[]): readonly Exhibit[] {
  const goals = scored.map(({ goal }) => goal)
  return [surviveExhibit(goals)].filter((exhibit) => exhibit !== null)
}

export function titleOf(scored: readonly ScoredGoal[]): Message {
  const [only, ...more] = scored
  if (only !== undefined && more.length === 0) return findingOf(only)
  const broken = scored.filter(({ fidelity }) => fidelity.theBreak !== null).length
  return message('trace-results.many', { broken, goals: scored.length })
}

/** How many were asked, what is left at the end of the way, who sees a connection, and that a case is no rate. */
export function leadOf(scored: readonly ScoredGoal[]): Message {
  const interviews = scored.reduce((sum, { goal }) => sum + goal.interviews.length, 0)
  const [only, ...more] = scored
  const ends = only === undefined || more.length > 0 ? null : endsOf(only)
  const sight = sightFinding(scored.map(({ goal }) => goal))
  const told = [
    message('trace-results.lead', { interviews, goals: scored.length }),
    ...(ends === null ? [] : [ends]),
    ...(sight === null ? [] : [sight]),
    message('trace-results.case'),
  ]
  return told.reduce((said, next) => message('trace-results.sentences', { said, next }))
}
