import type { Db } from '../database/open.ts'
import { asCollector } from '../database/scope.ts'
import type { AskedCheck } from './check-queries.ts'
import { gather } from './gather.ts'
import { type Outcome, type Refusal, refusalOf } from './inbox.ts'
import { judgeSubmission } from './receipt.ts'
import { findSpent, type NewEnvelope, storeEnvelopes } from './sealed-queries.ts'

export type KeepEnvelope = (
  check: AskedCheck,
  envelope: Omit<NewEnvelope, 'workspaceId' | 'checkId'>,
) => Promise<Outcome>

/** Stores envelopes as the role that sees no invitation, each mark once; the same again is a repetition. */
export function openKeeper(collect: Db, now: () => Date): KeepEnvelope {
  const store = gather(async (batch: readonly NewEnvelope[]) => {
    const workspaceIds = batch.map(({ workspaceId }) => workspaceId)
    const stored = await asCollector(collect, workspaceIds, (trx) => storeEnvelopes(trx, batch, now()))
    return batch.map((_, place) => stored.has(place))
  })
  return async (check, envelope) => {
    const { workspaceId, checkId } = check
    const where = { workspaceId, checkId, mark: envelope.mark }
    if (await store({ ...where, ...envelope })) return { outcome: 'accepted' }
    const spent = await asCollector(collect, [workspaceId], (trx) => findSpent(trx, where))
    if (spent === null) return { outcome: 'refused', reason: closedSince(check, now()) }
    const judged = judgeSubmission(spent, envelope.tag, false)
    if (judged.outcome === 'repeat') return { outcome: 'repeated' }
    const isWithdrawn = judged.outcome === 'refused' && judged.reason === 'withdrawn'
    return { outcome: 'refused', reason: isWithdrawn ? 'withdrawn' : 'spent' }
  }
}

/** It was open when the request was read, so the close came between. */
export function closedSince(check: AskedCheck, now: Date): Refusal {
  return refusalOf(check, now) ?? 'closed'
}
