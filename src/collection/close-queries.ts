import { sql } from 'kysely'
import { asJson, type Scope } from '../database/scope.ts'
import type { ReleasedTable, TeamNode } from '../domain/disclosure/released-table.ts'
import type { CheckStatus } from './check-queries.ts'

/** From here on nothing more is taken: waits for submissions under way. Tells the check's state afterwards. */
export async function startClosing({ db, workspaceId }: Scope, checkId: string): Promise<CheckStatus | null> {
  await db
    .updateTable('checks')
    .set({ status: 'closing', close_progress: 0 })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', 'in', ['open', 'paused'])
    .execute()
  const check = await db
    .selectFrom('checks')
    .select('status')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirst()
  return check?.status ?? null
}

/** The check as it was frozen at opening. */
export async function findFrozenCheck({ db, workspaceId }: Scope, checkId: string) {
  const check = await db
    .selectFrom('checks')
    .select([
      'profile',
      'opening_profile as openingProfile',
      'languages',
      'dropped_items as droppedItems',
      'bank_items as bankItems',
      'own_items as ownItems',
      'is_pulse as isPulse',
      'priorities',
      'frozen_tree as frozenTree',
      'public_id as publicId',
      'mode',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirstOrThrow()
  const frozen = check.frozenTree as { readonly tree: TeamNode } | null
  if (frozen === null) throw new Error('A check that was opened has no frozen tree.')
  return { ...check, tree: frozen.tree }
}

export async function listUnits({ db, workspaceId }: Scope, checkId: string) {
  return db
    .selectFrom('units')
    .select(['id', 'side', 'node_ids as nodeIds', 'invited'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
}

export async function noteProgress(
  { db, workspaceId }: Scope,
  checkId: string,
  percent: number,
): Promise<void> {
  await db
    .updateTable('checks')
    .set({ close_progress: percent })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'closing')
    .execute()
}

/** Holds the check for the last step; false when another close has finished it. In a transaction only. */
export async function holdClosing({ db, workspaceId }: Scope, checkId: string): Promise<boolean> {
  const check = await db
    .selectFrom('checks')
    .select('status')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return check.status === 'closing'
}

export async function countSpent({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const { count } = await db
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('spent_by', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function saveReleasedTable(
  { db, workspaceId }: Scope,
  checkId: string,
  table: ReleasedTable,
): Promise<void> {
  await db
    .insertInto('released_tables')
    .values({ workspace_id: workspaceId, check_id: checkId, content: asJson(table) })
    .execute()
}

/** Who was invited, whether they answered, and every way in: nothing of it outlives the close. */
export async function deleteInvitations({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  for (const table of ['invitations', 'replaced_links', 'participation'] as const)
    await db
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('check_id', '=', checkId)
      .execute()
}

export async function finishClosing({ db, workspaceId }: Scope, checkId: string, at: Date): Promise<void> {
  await db
    .updateTable('checks')
    .set({ status: 'closed', closed_at: at, close_progress: 100 })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .execute()
}

type CheckIds = { readonly workspaceId: string; readonly checkId: string }

/** The keys of these are no longer needed. In every workspace: two ids are all that is told. */
export async function listClosed({ db }: Pick<Scope, 'db'>, checkIds: readonly string[]) {
  const { rows } = await sql<CheckIds>`
    select workspace_id as "workspaceId", check_id as "checkId" from over_checks(${checkIds}::uuid[])`.execute(
    db,
  )
  return rows
}

/** Checks whose deadline has passed, and those whose close was cut off; likewise. */
export async function listDueChecks({ db }: Pick<Scope, 'db'>, now: Date) {
  const { rows } = await sql<CheckIds>`
    select workspace_id as "workspaceId", check_id as "checkId" from due_checks(${now})`.execute(db)
  return rows
}
