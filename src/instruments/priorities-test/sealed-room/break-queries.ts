import { asJson, type Scope } from '../../../database/scope.ts'
import type { ExecutiveState, StatementRecord } from '../queries.ts'
import { type ExecutivePlace, executiveAt } from './queries.ts'

export async function listSealed({ db, workspaceId }: Scope, checkId: string) {
  return db
    .selectFrom('executives')
    .select(['id', 'state', 'sealed', 'was_shown as wasShown'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('state', '!=', 'removed')
    .execute()
}

export type Break = {
  readonly checkId: string
  readonly at: Date
  readonly accountId: string
  readonly reason: string | null
  readonly missing: readonly string[]
}

export async function recordBreak({ db, workspaceId }: Scope, broken: Break): Promise<void> {
  await db
    .updateTable('priorities_tests')
    .set({
      state: 'broken',
      broken_at: broken.at,
      broken_by: broken.accountId,
      reason: broken.reason,
      missing: asJson(broken.missing),
    })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', broken.checkId)
    .execute()
}

export type Opening = ExecutivePlace & {
  readonly state: Extract<ExecutiveState, 'opened' | 'unreadable'>
  readonly mayShowRole: boolean
}

export async function noteOpened(scope: Scope, { state, mayShowRole, ...place }: Opening): Promise<void> {
  await executiveAt(scope, place).set({ state, may_show_role: mayShowRole, sealed: null }).execute()
}

export async function deleteDrafts({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  await db
    .updateTable('executives')
    .set({ draft: null })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
}

export async function addStatements(
  { db, workspaceId }: Scope,
  checkId: string,
  statements: readonly StatementRecord[],
): Promise<void> {
  if (statements.length === 0) return
  await db
    .insertInto('priority_statements')
    .values(
      statements.map(({ answer, executive, ...statement }) => ({
        ...statement,
        workspace_id: workspaceId,
        check_id: checkId,
        answer_id: answer,
        executive_id: executive,
      })),
    )
    .execute()
}
