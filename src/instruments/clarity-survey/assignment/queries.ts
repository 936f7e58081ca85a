import { asJson, inTransaction, type Scope } from '../../../database/scope.ts'
import type { ReleasedRecall } from '../../../domain/disclosure/released-recall.ts'
import type { Side } from '../../../domain/disclosure/released-table.ts'
import type { Assignments, Choice } from './choices.ts'

/** What people named, without unit, side or language: all that a coder may see. */
export async function listNamedTexts(scope: Scope, checkId: string): Promise<readonly string[]> {
  const rows = await namedIn(scope, checkId).select('texts').execute()
  return rows.flatMap((row) => row.texts)
}

/** What each response named, by side and in no order. For counting at the lock, never for a page. */
export async function listNamedBySide(
  scope: Scope,
  checkId: string,
): Promise<readonly { readonly side: Side; readonly texts: readonly string[] }[]> {
  return namedIn(scope, checkId).select(['side', 'texts']).execute()
}

function namedIn({ db, workspaceId }: Scope, checkId: string) {
  return db
    .selectFrom('open_texts')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('question', '=', 'q1')
}

export async function listAssignments({ db, workspaceId }: Scope, checkId: string): Promise<Assignments> {
  const rows = await db
    .selectFrom('text_assignments')
    .select(['text_key', 'priority_id'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
  return new Map(
    rows.flatMap((row) => (row.priority_id === null ? [] : [[row.text_key, row.priority_id] as const])),
  )
}

export type NewAssignment = { readonly key: string; readonly choice: Choice | null }

/** Keeps a page of assignments (null: open again), unless they have been locked. */
export function saveAssignments(
  scope: Scope,
  checkId: string,
  assignments: readonly NewAssignment[],
): Promise<'saved' | 'locked'> {
  return inTransaction(scope, async (trx) => {
    if (await isLocked(trx, checkId)) return 'locked'
    if (assignments.length === 0) return 'saved'
    const values = assignments.map(({ key, choice }) => ({
      workspace_id: trx.workspaceId,
      check_id: checkId,
      text_key: key,
      priority_id: choice,
    }))
    await trx.db
      .insertInto('text_assignments')
      .values(values)
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'check_id', 'text_key'])
          .doUpdateSet((row) => ({ priority_id: row.ref('excluded.priority_id') })),
      )
      .execute()
    return 'saved'
  })
}

/** Runs `count` on the texts and assignments as they are and writes its result, once; rivals find it locked. */
export function lockAssignments(
  scope: Scope,
  checkId: string,
  count: (scope: Scope) => Promise<ReleasedRecall | null>,
): Promise<'locked' | 'was-locked' | 'unfinished'> {
  return inTransaction(scope, async (trx) => {
    if (await isLocked(trx, checkId)) return 'was-locked'
    const recall = await count(trx)
    if (recall === null) return 'unfinished'
    await trx.db
      .insertInto('released_recall')
      .values({ workspace_id: trx.workspaceId, check_id: checkId, content: asJson(recall) })
      .execute()
    return 'locked'
  })
}

// The check's row is held, so that no page of assignments slips in between counting and locking.
async function isLocked({ db, workspaceId }: Scope, checkId: string): Promise<boolean> {
  await db
    .selectFrom('checks')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .forUpdate()
    .execute()
  const row = await db
    .selectFrom('released_recall')
    .select('check_id')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .executeTakeFirst()
  return row !== undefined
}
