import { sql } from 'kysely'
import type { Scope } from '../../database/scope.ts'

export async function listInvitedPeople(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('invitations')
    .select('person_id')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}

export async function isInvitedElsewhere(
  { db, workspaceId }: Scope,
  given: { readonly checkId: string; readonly personId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('checks', (join) =>
      join
        .onRef('checks.workspace_id', '=', 'invitations.workspace_id')
        .onRef('checks.id', '=', 'invitations.check_id'),
    )
    .select('invitations.id')
    .where('invitations.workspace_id', '=', workspaceId)
    .where('invitations.person_id', '=', given.personId)
    .where('checks.id', '!=', given.checkId)
    .where('checks.status', 'in', ['open', 'paused', 'closing'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function countIntoUnit(
  { db, workspaceId }: Scope,
  checkId: string,
  unitId: string,
): Promise<void> {
  await db
    .updateTable('units')
    .set({ invited: sql`invited + 1` })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', unitId)
    .execute()
}
