import { type AccountScope, audit } from '../access/require-account.ts'
import { inTransaction } from '../database/scope.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { type Kept, keepEvent } from './queries.ts'
import type { CodingSubject } from './subject.ts'

export type Freezing = {
  readonly subject: CodingSubject
  readonly checkId: string
  /** The revision that was looked at. */
  readonly revision: number
}

/** Freezes and writes what is counted, together or not at all: a frozen codebook could never get its figures later. */
export function freezeCoding(
  deps: Pick<Dependencies, 'now' | 'random'>,
  scope: AccountScope,
  { subject, checkId, revision }: Freezing,
): Promise<Kept> {
  return inTransaction(scope, async (trx) => {
    const kept = await keepEvent(trx, {
      ...{ checkId, subject: subject.code, revision },
      event: { coder: 'lead', kind: 'freeze' },
      accountId: scope.accountId,
      now: deps.now(),
    })
    if (kept.outcome !== 'kept') return kept
    await subject.release(trx, checkId, kept.coding)
    await audit(deps, trx, { act: 'coding-frozen', subjectId: checkId, details: { coding: subject.code } })
    return kept
  })
}
