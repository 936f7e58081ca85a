import type { Scope } from '../../../database/scope.ts'
import type { InterviewRecord } from './interview-queries.ts'

type NewLink = { readonly generation: number; readonly tokenHash: string; readonly codeHash: string }

/** Gives an interview a link of its own; an older one is kept as replaced, so that whoever uses it is told so. */
export async function giveLink(
  { db, workspaceId }: Scope,
  given: { readonly checkId: string; readonly old: InterviewRecord; readonly link: NewLink },
): Promise<boolean> {
  const { checkId, old, link } = given
  const replaced = [old.tokenHash, old.codeHash].filter((hash) => hash !== null)
  const made = await db
    .updateTable('trace_interviews')
    .set({ generation: link.generation, token_hash: link.tokenHash, code_hash: link.codeHash })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', old.id)
    .where('state', '=', 'open')
    .where('generation', '=', old.generation)
    .executeTakeFirst()
  if (made.numUpdatedRows === 0n) return false
  if (replaced.length > 0)
    await db
      .insertInto('replaced_links')
      .values(replaced.map((hash) => ({ workspace_id: workspaceId, check_id: checkId, token_hash: hash })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return true
}
