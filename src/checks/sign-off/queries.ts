import type { PublishedDirectory } from '../../collection/key-directory.ts'
import { asJson, type Scope } from '../../database/scope.ts'
import { type CheckRecord, type FrozenTree, findCheck, lockCheck } from '../queries.ts'

/** Inside a transaction: a check that is to be opened, which nobody changes or opens meanwhile. */
export async function holdDraft(scope: Scope, checkId: string): Promise<CheckRecord | undefined> {
  if ((await lockCheck(scope, checkId)) === undefined) return undefined
  const { db, workspaceId } = scope
  await db
    .selectFrom('checks')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .forUpdate()
    .execute()
  return findCheck(scope, checkId)
}

/** How many of the organisation's people are invited to another check that is still open. */
export async function countInvitedElsewhere(
  { db, workspaceId }: Scope,
  given: { readonly checkId: string; readonly organisationId: string },
): Promise<number> {
  const row = await db
    .selectFrom('people')
    .innerJoin('invitations', (join) =>
      join
        .onRef('invitations.workspace_id', '=', 'people.workspace_id')
        .onRef('invitations.person_id', '=', 'people.id'),
    )
    .innerJoin('checks', (join) =>
      join
        .onRef('checks.workspace_id', '=', 'invitations.workspace_id')
        .onRef('checks.id', '=', 'invitations.check_id'),
    )
    .select((select) => select.fn.count<number>('people.id').distinct().as('count'))
    .where('people.workspace_id', '=', workspaceId)
    .where('people.organisation_id', '=', given.organisationId)
    .where('checks.status', 'in', ['open', 'paused', 'closing'])
    .where('checks.id', '!=', given.checkId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export type NewUnit = {
  readonly id: string
  readonly name: string
  readonly side: 'staff' | 'leadership' | 'open'
  readonly nodeIds: readonly string[]
  readonly invited: number
}

export async function addUnits(
  { db, workspaceId }: Scope,
  checkId: string,
  units: readonly NewUnit[],
): Promise<void> {
  const rows = units.map(({ id, name, side, nodeIds, invited }) => ({
    ...{ id, name, side, invited, check_id: checkId, workspace_id: workspaceId },
    node_ids: asJson(nodeIds),
  }))
  await db.insertInto('units').values(rows).execute()
}

export async function freezeCheck(
  { db, workspaceId }: Scope,
  checkId: string,
  /** Without a directory it is a trial. */
  frozen: { readonly tree: FrozenTree; readonly at: Date; readonly directory: PublishedDirectory | null },
): Promise<void> {
  await db
    .updateTable('checks')
    .set({
      status: 'open',
      opened_at: frozen.at,
      frozen_tree: asJson(frozen.tree),
      is_trial: frozen.directory === null,
      mode: frozen.directory === null ? 'trial' : 'sealed',
      key_directory: frozen.directory?.text ?? null,
      directory_words: frozen.directory?.words.join('-') ?? null,
      opening: null,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .execute()
}
