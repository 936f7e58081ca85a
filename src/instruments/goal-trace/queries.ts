import type { Scope } from '../../database/scope.ts'
import type { MarkSheet } from './marks.ts'
import type { TracedGoal } from './traced-goal.ts'

/**
 * The goals of a check with their interviews, in the order in which they were added: all that is read of a trace outside
 * the interviewer's room. Names are not among it.
 */
export async function listTracedGoals(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly TracedGoal[]> {
  const goals = await db
    .selectFrom('traced_goals')
    .select(['id', 'name', 'reference'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const interviews = await db
    .selectFrom('trace_interviews')
    .select(['goal_id as goalId', 'id', 'parent_id as reportsTo', 'role', 'level', 'team'])
    .select(['is_source as isSource', 'said', 'work', 'may_quote as mayQuote', 'connection', 'marks'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const byGoal = Map.groupBy(interviews, ({ goalId }) => goalId)
  return goals.map((goal) => ({
    ...goal,
    interviews: (byGoal.get(goal.id) ?? []).map(({ goalId: _, marks, ...interview }) => ({
      ...interview,
      marks: marks as MarkSheet,
    })),
  }))
}
