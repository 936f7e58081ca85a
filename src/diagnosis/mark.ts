import { createHash } from 'node:crypto'
import type { Review } from './review.ts'

/** Tells one state of a review from another, so that a later save can see that it would overwrite somebody else's. */
export function markOf(review: Review | null): string {
  if (review === null) return 'new'
  const fields = Object.entries(review).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 16)
}
