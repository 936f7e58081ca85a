import type { Kysely, Selectable } from 'kysely'
import { inTransaction, type Scope } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'
import { markOf } from './mark.ts'
import type { Review } from './review.ts'

export async function listReviews(scope: Scope, checkId: string): Promise<ReadonlyMap<string, Review>> {
  const rows = await scope.db
    .selectFrom('findings')
    .where('workspace_id', '=', scope.workspaceId)
    .where('check_id', '=', checkId)
    .selectAll()
    .execute()
  return new Map(rows.map((row) => [row.target, reviewIn(row)]))
}

export type NewReview = { readonly target: string; readonly mark: string; readonly review: Review }

/** Saves a review unless somebody else saved another since `mark` was read; then nothing is changed. */
export function saveReview(
  scope: Scope,
  checkId: string,
  { target, mark, review }: NewReview,
): Promise<{ readonly outcome: 'saved' } | { readonly outcome: 'overtaken' }> {
  return inTransaction(scope, async ({ db, workspaceId }) => {
    await lockCheck(db, workspaceId, checkId)
    const known = await db
      .selectFrom('findings')
      .where('workspace_id', '=', workspaceId)
      .where('check_id', '=', checkId)
      .where('target', '=', target)
      .selectAll()
      .executeTakeFirst()
    if (markOf(known === undefined ? null : reviewIn(known)) !== mark) return { outcome: 'overtaken' }
    const row = rowOf(review)
    await db
      .insertInto('findings')
      .values({ workspace_id: workspaceId, check_id: checkId, target, ...row })
      .onConflict((on) => on.columns(['workspace_id', 'check_id', 'target']).doUpdateSet(row))
      .execute()
    return { outcome: 'saved' }
  })
}

// Two consultants may save at once, and a finding that was never saved has no row of its own to lock.
async function lockCheck(db: Kysely<Tables>, workspaceId: string, checkId: string): Promise<void> {
  await db
    .selectFrom('checks')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .select('id')
    .forUpdate()
    .execute()
}

function rowOf(review: Review) {
  return {
    state: review.state,
    verdict: review.verdict,
    wording: review.wording,
    why_here: review.whyHere,
    remedy: review.remedy,
    first_step: review.firstStep,
    owner: review.owner,
    due_on: review.dueOn,
    dismissal: review.dismissal,
  }
}

function reviewIn(row: Selectable<Tables['findings']>): Review {
  return {
    state: row.state,
    verdict: row.verdict,
    wording: row.wording,
    whyHere: row.why_here,
    remedy: row.remedy,
    firstStep: row.first_step,
    owner: row.owner,
    dueOn: row.due_on,
    dismissal: row.dismissal,
  }
}
