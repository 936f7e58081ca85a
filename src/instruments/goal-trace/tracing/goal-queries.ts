import { asJson, inTransaction, type Scope } from '../../../database/scope.ts'
import type { Reference } from '../reference.ts'
import type { Horizon } from './forms.ts'

export type GoalFields = {
  readonly name: string
  readonly statedBy: string
  readonly horizon: Horizon
  readonly reference: Reference
}
export type GoalRecord = GoalFields & { readonly id: string; readonly checkId: string }

/** One goal of this check of this workspace; undefined where there is none. */
export async function findGoal(
  { db, workspaceId }: Scope,
  checkId: string,
  goalId: string,
): Promise<GoalRecord | undefined> {
  return db
    .selectFrom('traced_goals')
    .select(['id', 'check_id as checkId', 'name', 'stated_by as statedBy', 'horizon', 'reference'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', goalId)
    .executeTakeFirst()
}

export async function addGoal(
  { db, workspaceId }: Scope,
  goal: GoalRecord & { readonly createdAt: Date },
): Promise<void> {
  await db
    .insertInto('traced_goals')
    .values({
      workspace_id: workspaceId,
      check_id: goal.checkId,
      id: goal.id,
      ...columnsOf(goal),
      created_at: goal.createdAt,
    })
    .execute()
}

export async function changeGoal({ db, workspaceId }: Scope, goal: GoalRecord): Promise<void> {
  await db
    .updateTable('traced_goals')
    .set(columnsOf(goal))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', goal.id)
    .execute()
}

export async function removeGoal({ db, workspaceId }: Scope, goalId: string): Promise<void> {
  await db
    .deleteFrom('traced_goals')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', goalId)
    .execute()
}

/** Runs the steps while nobody else changes the chain of this goal. */
export function holdingGoal<S extends Scope, T>(
  scope: S,
  goalId: string,
  steps: (scope: S) => Promise<T>,
): Promise<T> {
  return inTransaction(scope, async (trx) => {
    await trx.db
      .selectFrom('traced_goals')
      .select('id')
      .where('workspace_id', '=', trx.workspaceId)
      .where('id', '=', goalId)
      .forUpdate()
      .execute()
    return steps(trx)
  })
}

function columnsOf({ name, statedBy, horizon, reference }: GoalFields) {
  return { name, stated_by: statedBy, horizon, reference: asJson(reference) }
}
