import { type AccountScope, audit } from '../../access/require-account.ts'
import { hashCode, hashToken, linkToken, typedCode } from '../../collection/link.ts'
import { inTransaction } from '../../database/scope.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { lockCheck } from '../queries.ts'
import { findInvitation, replaceLink } from './link-queries.ts'
import { addBatch, addMessages, type NewBatch } from './queries.ts'

export type RenewalResult =
  | { readonly outcome: 'renewed'; readonly batchId: string | null }
  | { readonly outcome: 'refused'; readonly reason: 'not-open' | 'not-found' }

type Deps = Pick<Dependencies, 'keys' | 'mailer' | 'now' | 'random'>

/**
 * A new link and code for one person; the old ones end. It is still the same invitation: who has answered cannot answer
 * again. Without an address the new code is on the next print of the cards.
 */
export function renewLink(
  deps: Deps,
  scope: AccountScope,
  order: { readonly checkId: string; readonly invitationId: string },
): Promise<RenewalResult> {
  const { checkId, invitationId } = order
  return inTransaction(scope, async (scope) => {
    const check = await lockCheck(scope, checkId)
    if (check?.status !== 'open') return { outcome: 'refused', reason: 'not-open' }
    const old = await findInvitation(scope, checkId, invitationId)
    if (old === undefined) return { outcome: 'refused', reason: 'not-found' }
    const link = { id: old.id, generation: old.generation + 1 }
    const renewed = {
      generation: link.generation,
      tokenHash: hashToken(linkToken(deps.keys, link)),
      codeHash: hashCode(deps.keys, checkId, typedCode(deps.keys, link)),
      way: old.hasAddress ? ('mail' as const) : ('card' as const),
    }
    await replaceLink(scope, { checkId, old, renewed })
    await audit(deps, scope, { act: 'link-renewed', subjectId: checkId })
    const batchId = old.hasAddress ? await addSingleMail(deps, scope, { ...order, kind: 'new-link' }) : null
    return { outcome: 'renewed', batchId }
  })
}

/** One invitation by mail outside the opening. The id of its batch. */
export async function addSingleMail(
  deps: Deps,
  scope: AccountScope,
  order: {
    readonly checkId: string
    readonly invitationId: string
    readonly kind: 'new-link' | 'joiner'
  },
): Promise<string> {
  const { checkId, invitationId, kind } = order
  const isHeld = deps.mailer === null
  const batch: NewBatch = { id: deps.random.uuid(), checkId, kind, at: deps.now(), isHeld }
  await addBatch(scope, batch)
  await addMessages(scope, batch, [{ id: deps.random.uuid(), invitationId }])
  return batch.id
}
