import type { Scope } from '../../database/scope.ts'

/** From here on nobody gets in by it; false when there is none, or it has ended before. */
export async function endOpenLink({ db, workspaceId }: Scope, checkId: string): Promise<boolean> {
  const result = await db
    .updateTable('checks')
    .set({ open_link_ended: true })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'open')
    .where('open_link', 'is not', null)
    .where('open_link_ended', '=', false)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
