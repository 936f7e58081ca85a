import { type AccountScope, audit } from '../../access/require-account.ts'
import { inTransaction } from '../../database/scope.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { lockCheck } from '../queries.ts'
import { addBatch, addMessages, listUnanswered, type NewBatch } from './queries.ts'

export type ReminderResult =
  | { readonly outcome: 'made'; readonly batchId: string; readonly isHeld: boolean }
  | { readonly outcome: 'refused'; readonly reason: 'not-open' | 'under-way' }

type Deps = Pick<Dependencies, 'mailer' | 'now' | 'random'>

/** One reminder to each who has not answered, all in one batch; refused while an earlier one is under way. */
export function remind(deps: Deps, scope: AccountScope, checkId: string): Promise<ReminderResult> {
  return inTransaction(scope, async (scope) => {
    const check = await lockCheck(scope, checkId)
    if (check?.status !== 'open') return { outcome: 'refused', reason: 'not-open' }
    const batch: NewBatch = {
      ...{ id: deps.random.uuid(), checkId, kind: 'reminder', at: deps.now() },
      isHeld: deps.mailer === null,
    }
    if (!(await addBatch(scope, batch))) return { outcome: 'refused', reason: 'under-way' }
    const unanswered = await listUnanswered(scope, checkId)
    const messages = unanswered.map((invitationId) => ({ id: deps.random.uuid(), invitationId }))
    await addMessages(scope, batch, messages)
    // No count in the log: it would tell how many have answered at this moment.
    await audit(deps, scope, { act: 'reminder-sent', subjectId: checkId })
    return { outcome: 'made', batchId: batch.id, isHeld: batch.isHeld }
  })
}
