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

export async function findAddress({ db, workspaceId }: Scope, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom('people')
    .select('email')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.email ?? null
}

type Returning = { readonly checkId: string; readonly personId: string; readonly addressHash: string }

/**
 * Gives somebody who was taken off the roster and stands on it anew the invitation they had, used or not: so nobody
 * answers twice, and nobody is counted twice. Null for who had none.
 */
export async function giveBackInvitation({ db, workspaceId }: Scope, back: Returning) {
  const row = await db
    .updateTable('invitations')
    .set({ person_id: back.personId, has_ended: false, address_hash: null, way: 'mail' })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', back.checkId)
    .where('has_ended', '=', true)
    .where('address_hash', '=', back.addressHash)
    .returning(['id', 'unit_id as unitId'])
    .executeTakeFirst()
  return row ?? null
}
