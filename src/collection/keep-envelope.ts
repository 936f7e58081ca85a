import type { Database, Db } from '../database/open.ts'
import { asCollector } from '../database/scope.ts'
import type { AskedCheck } from './check-queries.ts'
import { countTakings } from './count-takings.ts'
import { gather } from './gather.ts'
import { type Outcome, type Reach, type Refusal, refusalOf } from './inbox.ts'
import { judgeSubmission } from './receipt.ts'
import { findSpent, findState, type NewEnvelope, storeEnvelopes } from './sealed-queries.ts'

export type KeepEnvelope = (
  check: AskedCheck,
  envelope: Omit<NewEnvelope, 'workspaceId' | 'checkId'>,
) => Promise<Outcome>

/** Stores envelopes as the role that sees no invitation, each mark once; the same again is a repetition. */
export function openKeeper(reach: Reach & { readonly database: Pick<Database, 'collect'> }): KeepEnvelope {
  const { now } = reach
  const { collect } = reach.database
  const taking = countTakings(reach)
  const store = gather(async (batch: readonly NewEnvelope[]) => {
    const stored = await taking(
      (counted) => storeEnvelopes(collect, batch, { now: now(), counted }),
      ({ size }) => size > 0,
    )
    return batch.map((_, place) => stored.has(place))
  })
  return async (check, envelope) => {
    const { workspaceId, checkId } = check
    const where = { workspaceId, checkId, mark: envelope.mark }
    if (await store({ ...where, ...envelope })) return { outcome: 'accepted' }
    const { spent, closed } = await asCollector(collect, [workspaceId], async (trx) => ({
      spent: await findSpent(trx, where),
      closed: await closedSince(trx, check, now()),
    }))
    if (spent === null) return { outcome: 'refused', reason: closed }
    const judged = judgeSubmission(spent, envelope.tag, false)
    if (judged.outcome === 'repeat') return { outcome: 'repeated' }
    const isWithdrawn = judged.outcome === 'refused' && judged.reason === 'withdrawn'
    return { outcome: 'refused', reason: isWithdrawn ? 'withdrawn' : 'spent' }
  }
}

/** As the collector: it was open when the request was read, so something came between. */
export async function closedSince(trx: Db, check: CheckIds, now: Date): Promise<Refusal> {
  return refusalOf(await findState(trx, check), now) ?? 'closed'
}
type CheckIds = Pick<AskedCheck, 'workspaceId' | 'checkId'>
