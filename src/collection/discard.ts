import { recordAct } from '../access/queries.ts'
import { closingOf, inTransaction, type Scope } from '../database/scope.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { deleteUncounted, endAsDiscarded, holdCheck, listKeyedUnits } from './discard-queries.ts'
import type { KeyFolder } from './key-folder.ts'
import { clearDeleted } from './queries.ts'
import { clearEnvelopes } from './sealed-close-queries.ts'

type Deps = Pick<Dependencies, 'db' | 'keys' | 'now' | 'random'>
type Order = { readonly workspaceId: string; readonly checkId: string; readonly accountId: string }

/**
 * Ends a check without counting it: only one that a restore has paused, or whose keys are lost. Everything that came
 * in and who was invited is deleted in one transaction; then its keys go.
 */
export async function discardCheck(deps: Deps, order: Order): Promise<'discarded' | 'refused'> {
  const { workspaceId, checkId, accountId } = order
  const scope = closingOf(deps.db, workspaceId)
  const isDone = await inTransaction(scope, async (trx) => {
    const check = await holdCheck(trx, checkId)
    if (check === null || !mayDiscard(check.status, await haveKeysGone({ ...trx, keys: deps.keys }, checkId)))
      return false
    await deleteUncounted(trx, checkId)
    await endAsDiscarded(trx, checkId, deps.now())
    const act = { act: 'check-discarded', subjectId: checkId, accountId, at: deps.now() }
    await recordAct(trx.db, { id: deps.random.uuid(), workspaceId, ...act })
    return true
  })
  if (!isDone) return 'refused'
  // Whoever owns the tables has to, and it looks into none.
  await clearDeleted(deps)
  await clearEnvelopes(deps)
  await deps.keys.checks.destroy(checkId)
  return 'discarded'
}

export function mayDiscard(status: string, haveKeysGone: boolean): boolean {
  return status === 'paused' || (haveKeysGone && (status === 'open' || status === 'closing'))
}

/** False for a trial, which has none. */
export async function haveKeysGone(
  { keys, ...scope }: Scope & { readonly keys: KeyFolder },
  checkId: string,
): Promise<boolean> {
  const unitIds = await listKeyedUnits(scope, checkId)
  return unitIds.length > 0 && !keys.checks.areThere(checkId, unitIds)
}
