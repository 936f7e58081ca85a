import type { Scope } from '../../database/scope.ts'

export type InvitationRecord = {
  readonly id: string
  readonly personId: string
  readonly generation: number
  readonly tokenHash: string
  readonly codeHash: string
  /** Whether the person has an address in the roster now. */
  readonly hasAddress: boolean
}

export async function findInvitation(
  { db, workspaceId }: Scope,
  checkId: string,
  invitationId: string,
): Promise<InvitationRecord | undefined> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('people', (join) =>
      join
        .onRef('people.workspace_id', '=', 'invitations.workspace_id')
        .onRef('people.id', '=', 'invitations.person_id'),
    )
    .select([
      'invitations.id',
      'invitations.person_id as personId',
      'invitations.generation',
      'invitations.token_hash as tokenHash',
      'invitations.code_hash as codeHash',
      'people.email',
    ])
    .where('invitations.workspace_id', '=', workspaceId)
    .where('invitations.check_id', '=', checkId)
    .where('invitations.id', '=', invitationId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { email, ...invitation } = row
  return { ...invitation, hasAddress: email !== null }
}

export type RenewedLink = {
  readonly generation: number
  readonly tokenHash: string
  readonly codeHash: string
  readonly way: 'mail' | 'card'
}

/** The old link and code are kept as replaced, so that whoever uses them is told so; unsent mails with them are dropped. */
export async function replaceLink(
  { db, workspaceId }: Scope,
  given: { readonly checkId: string; readonly old: InvitationRecord; readonly renewed: RenewedLink },
): Promise<void> {
  const { checkId, old, renewed } = given
  const hashes = [old.tokenHash, old.codeHash]
  await db
    .insertInto('replaced_links')
    .values(hashes.map((hash) => ({ workspace_id: workspaceId, check_id: checkId, token_hash: hash })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .updateTable('invitations')
    .set({
      generation: renewed.generation,
      token_hash: renewed.tokenHash,
      code_hash: renewed.codeHash,
      way: renewed.way,
    })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', old.id)
    .execute()
  await db
    .updateTable('messages')
    .set({ status: 'skipped' })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('invitation_id', '=', old.id)
    .where('status', 'in', ['waiting', 'held', 'failed'])
    .execute()
}
