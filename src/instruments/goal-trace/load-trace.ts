import type { Scope } from '../../database/scope.ts'
import { type Message, message } from '../../domain/message.ts'
import type { TraceResults } from './contribute.ts'
import { listTracedGoals } from './queries.ts'
import { scoredElements } from './reference.ts'
import type { TracedGoal } from './traced-goal.ts'

/** What the diagnosis reads of a check's traces; null while nobody has been interviewed. */
export async function loadTrace(scope: Scope, checkId: string): Promise<TraceResults | null> {
  const goals = await listTracedGoals(scope, checkId)
  const begun = goals.filter(({ interviews }) =>
    interviews.some(({ said, work }) => said !== '' || work !== ''),
  )
  return begun.length === 0 ? null : { version: 1, goals: begun }
}

/** How many goals, and how many of their interviews are marked. */
export async function traceProgress(scope: Scope, checkId: string): Promise<Message> {
  const goals = await listTracedGoals(scope, checkId)
  if (goals.length === 0) return message('tracing.progress.none')
  const count = goals.reduce((sum, { interviews }) => sum + interviews.length, 0)
  const marked = goals.reduce((sum, goal) => sum + countMarked(goal), 0)
  return message('tracing.progress.some', { goals: goals.length, count, marked })
}

function countMarked({ reference, interviews }: TracedGoal): number {
  const elements = scoredElements(reference)
  return interviews.filter(({ marks }) => elements.every((element) => marks[element] !== undefined)).length
}
