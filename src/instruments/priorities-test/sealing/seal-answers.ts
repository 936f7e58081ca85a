import { inWorkspace } from '../../../database/scope.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { lockTest } from '../sealed-room/queries.ts'
import { sealedBytes } from './envelope.ts'
import type { Refusal } from './knock.ts'
import { type AskedTest, findExecutive, type Knock, keepSealed } from './queries.ts'

export type Sealing =
  | { readonly outcome: 'sealed' }
  | { readonly outcome: 'refused'; readonly reason: Refusal | 'malformed' }

/** Keeps an envelope, once. Whoever breaks the seal or removes the executive at the same moment comes before or after. */
export function keepEnvelope(
  { db }: Pick<Dependencies, 'db'>,
  test: AskedTest,
  given: { readonly knock: Knock; readonly envelope: Buffer },
): Promise<Sealing> {
  const { checkId } = test
  if (given.envelope.length !== sealedBytes)
    return Promise.resolve({ outcome: 'refused', reason: 'malformed' })
  return inWorkspace(db, test.workspaceId, async (scope) => {
    const locked = await lockTest(scope, checkId)
    const executive = await findExecutive(scope, given.knock)
    if (executive === undefined) return { outcome: 'refused', reason: 'unknown' }
    if (executive.state === 'removed') return { outcome: 'refused', reason: 'removed' }
    if (locked?.state !== 'open') return { outcome: 'refused', reason: 'broken' }
    // Sealed to a key that has been replaced, it could never be opened.
    if (locked.sealKey !== test.sealKey) return { outcome: 'refused', reason: 'lost' }
    const isKept = await keepSealed(scope, { checkId, id: executive.id, sealed: given.envelope })
    return isKept ? { outcome: 'sealed' } : { outcome: 'refused', reason: 'sealed' }
  })
}
