import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'

// A receipt is the message itself: the database holds only its hash, so who can show it submitted it. The signature is
// not needed again, and no receipt opens an envelope.

/** The spent mark, 32 bytes: all that is kept of a message. */
export function markOf(message: Uint8Array): Buffer {
  return createHash('sha256').update(message).digest()
}

/** Tells the same submission sent again from another one, without keeping either. */
export function tagOf(message: Uint8Array, envelope: Uint8Array): Buffer {
  // As a key object it takes a quarter of the time.
  return createHmac('sha256', createSecretKey(message)).update(envelope).digest()
}

/** What stands under a spent mark. A withdrawn one stays spent. */
export type Spent = { readonly tag: Uint8Array; readonly isWithdrawn: boolean }

export type Judged =
  | { readonly outcome: 'store' | 'repeat' | 'replace' }
  | { readonly outcome: 'refused'; readonly reason: 'spent' | 'withdrawn' | 'unknown' }

/** What a submission may do; `spent` is null where the message was never used. Its signature is checked before. */
export function judgeSubmission(spent: Spent | null, tag: Uint8Array, hasReceipt: boolean): Judged {
  if (spent === null) return hasReceipt ? { outcome: 'refused', reason: 'unknown' } : { outcome: 'store' }
  if (spent.isWithdrawn) return { outcome: 'refused', reason: 'withdrawn' }
  if (timingSafeEqual(spent.tag, tag)) return { outcome: 'repeat' }
  return hasReceipt ? { outcome: 'replace' } : { outcome: 'refused', reason: 'spent' }
}
