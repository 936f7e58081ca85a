import { setTimeout as pause } from 'node:timers/promises'
import type { AccountScope } from '../../access/require-account.ts'
import { countRows } from '../../database/count-rows.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import type { CheckRecord } from '../queries.ts'
import { startOpening } from './define-opening.ts'
import { askForOpening, type OpeningState, stateOfOpening } from './opening-queries.ts'
import { type OpeningRefusal, prospectOf, refusalNow } from './prospect.ts'

/** Ten groups are open by then, and nobody has to look for progress; no proxy gives up so soon. */
const patienceMs = 6_000
const pauseMs = 100

export type Asked =
  | { readonly outcome: 'asked'; readonly state: OpeningState }
  | { readonly outcome: 'refused'; readonly reason: OpeningRefusal }

/**
 * Has a check opened as it was signed off, and waits a moment for it. While one opening is under way, asking again is
 * asking for the same.
 */
export async function askOpening(
  deps: Dependencies,
  scope: AccountScope,
  { check, mark }: { readonly check: CheckRecord; readonly mark: string },
): Promise<Asked> {
  const { workspaceId, accountId } = scope
  const prospect = await prospectOf(deps, scope, check)
  const reason = refusalNow(prospect, mark)
  if (reason !== null) return { outcome: 'refused', reason }
  const keys = prospect.isSealed ? prospect.plan.units.length : 0
  await askForOpening(scope, check.id, { accountId, mark, keys })
  await startOpening(deps, { workspaceId, checkId: check.id })
  const state = await settle(scope, check.id)
  // The job does so, too, but whoever pressed looks at the overview at once, and would wait for a minute.
  if (state === 'opened') await countRows(deps.db)
  return { outcome: 'asked', state }
}

async function settle(scope: AccountScope, checkId: string): Promise<OpeningState> {
  for (const end = performance.now() + patienceMs; ; await pause(pauseMs)) {
    const state = await stateOfOpening(scope, checkId)
    if (state !== 'under-way' || performance.now() > end) return state
  }
}
