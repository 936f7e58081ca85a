import { createHash, hash } from 'node:crypto'
import { sealAnswers } from '../../static/js/survey/seal.js'
import type { Database, Db } from '../database/open.ts'
import { asCollector } from '../database/scope.ts'
import type { AskedCheck, Knock } from './check-queries.ts'
import { countTakings } from './count-takings.ts'
import { openCredentialDesk } from './credential-desk.ts'
import { gather } from './gather.ts'
import {
  type Credential,
  knockInGroups,
  knockOf,
  type Outcome,
  type Reach,
  type Refusal,
  refusalOf,
  refusalOfKnock,
} from './inbox.ts'
import { closedSince, openKeeper } from './keep-envelope.ts'
import { atHand, type KeysAtHand, KeysMissing } from './keys-at-hand.ts'
import { judgeSubmission, markOf, tagOf } from './receipt.ts'
import { type Counted, countTaking } from './restore-queries.ts'
import {
  holdSpent,
  type Issue,
  replaceEnvelope,
  spendInvitations,
  withdrawEnvelope,
} from './sealed-queries.ts'
import type { Submission } from './submission.ts'
import { veilUnit } from './unit-veil.ts'

export type Issued =
  | { readonly outcome: 'signed'; readonly signature: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: Refusal | 'malformed' }

/** What a form without scripts sends: the code and the answers together. `mark` as in a trial. */
export type TypedSubmission = {
  readonly check: AskedCheck
  readonly credential: Credential
  readonly mark: string
  readonly content: string
}

/** The way in for answers that nobody can link. Who issues does not see answers; who takes them sees no invitation. */
export type SealedInbox = {
  issue(check: AskedCheck, credential: Credential, blinded: Buffer): Promise<Issued>
  submit(check: AskedCheck, submission: Submission): Promise<Outcome>
  /** With the receipt: another envelope in place of the first, or none. */
  change(check: AskedCheck, order: { readonly m: Buffer; readonly envelope: Buffer | null }): Promise<Outcome>
  takeTyped(submission: TypedSubmission): Promise<Outcome>
}

export function openSealedInbox(
  reach: Reach & { readonly database: Pick<Database, 'collect'> },
): SealedInbox {
  const { db, keys, now } = reach
  const { collect } = reach.database
  const desk = openCredentialDesk()
  const findInvitation = gather((knocks: readonly Knock[]) => knockInGroups(db, knocks))
  const spendBy = (by: Knock['by']) => {
    const taking = countTakings(reach)
    return gather(async (batch: readonly Issue[]) => {
      const units = await taking(
        (counted) => spendInvitations(db, by, batch, { now: now(), counted }),
        ({ size }) => size > 0,
      )
      return batch.map((_, place) => units.get(place) ?? null)
    })
  }
  const spend = { token: spendBy('token'), code: spendBy('code') }
  const keep = openKeeper(reach)
  const changing = countTakings(reach)
  const keysOf = ({ checkId }: AskedCheck): KeysAtHand => {
    const found = keys.checks.keysOf(checkId)
    if (found === null) throw new KeysMissing('The keys of an open check are missing.')
    return atHand(found)
  }

  /** The unit whose key may sign, when the invitation is used for nothing else. */
  const use = async (check: AskedCheck, credential: Credential, blinded: string) => {
    const { by, ...place } = knockOf(keys, check, credential)
    const unitId = await spend[by]({ ...place, blinded })
    if (unitId !== null) return { outcome: 'used', unitId } as const
    const answered = await findInvitation({ by, ...place })
    const { invitation } = answered
    const reason = refusalOfKnock(answered, now()) ?? 'unknown'
    if ((reason === 'spent' || reason === 'ended') && invitation?.spentBy === blinded)
      return { outcome: 'used', unitId: invitation.unitId } as const
    return { outcome: 'refused', reason } as const
  }

  const at = ({ workspaceId, checkId }: AskedCheck, mark: Buffer) => ({ workspaceId, checkId, mark })

  return {
    issue: async (check, credential, blinded) => {
      const closed = refusalOf(check, now())
      if (closed !== null) return { outcome: 'refused', reason: closed }
      // Before the invitation is used: without keys it would be used for nothing.
      const { secret } = keysOf(check)
      const used = await use(check, credential, hashOf(blinded))
      if (used.outcome === 'refused') return used
      const key = secret.unitKey(used.unitId)
      if (key === null) throw new KeysMissing('A unit of an open check has no key.')
      const signed = await desk.sign(key, blinded)
      return signed.outcome === 'signed' ? signed : { outcome: 'refused', reason: 'malformed' }
    },

    submit: async (check, { credential, envelope }) => {
      const closed = refusalOf(check, now())
      if (closed !== null) return { outcome: 'refused', reason: closed }
      const { units, veilKey } = keysOf(check)
      const unitId = await desk.unitOf(units, credential)
      if (unitId === null) return { outcome: 'refused', reason: 'forged' }
      const mark = markOf(credential.message)
      const tag = tagOf(credential.message, envelope)
      return keep(check, { mark, tag, veil: veilUnit(veilKey, mark, unitId), envelope })
    },

    change: (check, { m, envelope }) => {
      const steps = async (trx: Db, counted: Counted): Promise<Outcome> => {
        const where = at(check, markOf(m))
        const { isOpen, spent } = await holdSpent(trx, where, now())
        if (!isOpen) return { outcome: 'refused', reason: await closedSince(trx, check, now()) }
        if (spent === null) return { outcome: 'refused', reason: 'no-receipt' }
        if (envelope === null) {
          if (spent.isWithdrawn) return { outcome: 'repeated' }
          await countTaking(trx, counted)
          await withdrawEnvelope(trx, where)
          return { outcome: 'accepted' }
        }
        const tag = tagOf(m, envelope)
        const judged = judgeSubmission(spent, tag, true)
        if (judged.outcome === 'refused') return { outcome: 'refused', reason: 'withdrawn' }
        if (judged.outcome === 'repeat') return { outcome: 'repeated' }
        await countTaking(trx, counted)
        await replaceEnvelope(trx, where, { tag, envelope })
        return { outcome: 'accepted' }
      }
      return changing(
        (counted) => asCollector(collect, [check.workspaceId], (trx) => steps(trx, counted)),
        ({ outcome }) => outcome === 'accepted',
      )
    },

    // Two transactions, as with scripts. All that a retry needs follows from the form's own mark, which is stored
    // nowhere: so neither of the two rows leads to the other.
    takeTyped: async ({ check, credential, mark: drawn, content }) => {
      const closed = refusalOf(check, now())
      if (closed !== null) return { outcome: 'refused', reason: closed }
      const { secret, keyIds, veilKey } = keysOf(check)
      const used = await use(check, credential, hashOf(`blinded|${drawn}`))
      if (used.outcome === 'refused') return used
      const keyId = keyIds.get(used.unitId)
      if (keyId === undefined) throw new KeysMissing('A unit of an open check has no key.')
      const message = createHash('sha256').update(`message|${drawn}`).digest()
      const mark = markOf(message)
      const sealKey = Buffer.from(secret.sealKey().publicBytes).toString('base64url')
      const envelope = Buffer.from(
        await sealAnswers(sealKey, content, { check: check.publicId, keyId, mark }),
      )
      const tag = tagOf(message, Buffer.from(content))
      return keep(check, { mark, tag, veil: veilUnit(veilKey, mark, used.unitId), envelope })
    },
  }
}

function hashOf(bytes: Buffer | string): string {
  return hash('sha256', bytes, 'base64url')
}
