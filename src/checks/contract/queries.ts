import { asJson, type Scope } from '../../database/scope.ts'
import type { HashedContract } from '../../domain/anonymity-contract.ts'
import { promiseOf } from '../queries.ts'

/** Keeps the promise as it stands at opening. In the transaction that opens, after all that it names is settled. */
export async function lockContract({ db, workspaceId }: Scope, checkId: string): Promise<HashedContract> {
  const check = await db
    .selectFrom('checks')
    .select(['profile', 'results_to', 'run_by', 'mode', 'open_link', 'own_items'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirstOrThrow()
  const contract = promiseOf(check)
  await db
    .updateTable('checks')
    .set({ contract: asJson(contract), opening_profile: check.profile })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .execute()
  return contract
}

/** A stricter promise for an open check; false when it is not open, or another came first. */
export async function replaceContract(
  { db, workspaceId }: Scope,
  checkId: string,
  contract: HashedContract,
): Promise<boolean> {
  const result = await db
    .updateTable('checks')
    .set(({ fn, ref }) => ({
      contract: asJson(contract),
      opening_profile: fn.coalesce('opening_profile', ref('profile')),
      profile: contract.profile,
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'open')
    .where('profile', '!=', contract.profile)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
