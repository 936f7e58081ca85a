import { createHmac } from 'node:crypto'
import type { Dependencies } from '../web/dependencies.ts'
import { PageError } from '../web/errors.ts'
import { countAttempt } from './queries.ts'

const hour = 3_600_000

/**
 * Counts a failed attempt and refuses after `most` within the hour, in all processes together.
 * Only a keyed hash that changes every hour is stored: no address can be read from it, nor followed for longer.
 */
export async function countFailure(
  deps: Pick<Dependencies, 'db' | 'keys' | 'now'>,
  attempt: { readonly what: string; readonly address: string; readonly most: number },
): Promise<void> {
  const windowStart = new Date(Math.floor(deps.now().getTime() / hour) * hour)
  const keyHash = createHmac('sha256', deps.keys.secret('rate-limit'))
    .update(`${windowStart.toISOString()}|${attempt.what}|${attempt.address}`)
    .digest('base64')
  if ((await countAttempt(deps.db, keyHash, windowStart)) > attempt.most) throw new PageError('too-many', 429)
}
