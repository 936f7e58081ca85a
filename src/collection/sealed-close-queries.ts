import { sql } from 'kysely'
import type { Scope } from '../database/scope.ts'

export type SealedCounts = {
  readonly issued: number
  readonly spent: number
  readonly withdrawn: number
  readonly envelopes: number
}

export async function countSealed({ db, workspaceId }: Scope, checkId: string): Promise<SealedCounts> {
  const { rows } = await sql<SealedCounts>`
    select
      (select count(*)::int from invitations where workspace_id = ${workspaceId} and check_id = ${checkId}
        and blinded_hash is not null) as issued,
      (select count(*)::int from spent_marks where workspace_id = ${workspaceId} and check_id = ${checkId})
        as spent,
      (select count(*)::int from spent_marks where workspace_id = ${workspaceId} and check_id = ${checkId}
        and is_withdrawn) as withdrawn,
      (select count(*)::int from envelopes where workspace_id = ${workspaceId} and check_id = ${checkId})
        as envelopes`.execute(db)
  const [counts] = rows
  if (counts === undefined) throw new Error('A count gave no row.')
  return counts
}

export async function saveCollection(
  { db, workspaceId }: Scope,
  checkId: string,
  { lost, unreadable }: { readonly lost: number; readonly unreadable: number },
): Promise<void> {
  await db
    .insertInto('released_collection')
    .values({ workspace_id: workspaceId, check_id: checkId, lost, unreadable })
    .execute()
}

export async function deleteEnvelopes({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  for (const table of ['envelopes', 'spent_marks'] as const)
    await db
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('check_id', '=', checkId)
      .execute()
}

/** Frees the places where they stood. Never in a transaction. */
export async function clearEnvelopes({ db }: Pick<Scope, 'db'>): Promise<void> {
  await sql`vacuum envelopes`.execute(db)
  await sql`vacuum spent_marks`.execute(db)
}
