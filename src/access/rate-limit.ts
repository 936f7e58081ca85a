import { createHmac } from 'node:crypto'
import type { Dependencies } from '../web/dependencies.ts'
import { PageError } from '../web/errors.ts'
import { countAttempt, readAttempts } from './queries.ts'

const hour = 3_600_000
/** Wrong passwords or set-up codes from one address in an hour. */
export const mostFailures = 20

type Reach = Pick<Dependencies, 'db' | 'keys' | 'now'>
type Attempt = { readonly what: string; readonly address: string; readonly most: number }

/**
 * Counts a failed attempt and refuses after `most` within the hour, in all processes together.
 * Only a keyed hash that changes every hour is stored: no address can be read from it, nor followed for longer.
 */
export async function countFailure(reach: Reach, attempt: Attempt): Promise<void> {
  const { keyHash, windowStart } = counterOf(reach, attempt)
  if ((await countAttempt(reach.db, keyHash, windowStart)) > attempt.most) throw tooMany()
}

/** Refuses before a secret is looked at: else the right one would still get in after any number of wrong ones. */
export async function refuseAfterFailures(reach: Reach, attempt: Attempt): Promise<void> {
  const { keyHash, windowStart } = counterOf(reach, attempt)
  if ((await readAttempts(reach.db, keyHash, windowStart)) > attempt.most) throw tooMany()
}

const tooMany = () => new PageError('too-many', 429)

function counterOf({ keys, now }: Reach, { what, address }: Attempt) {
  const windowStart = new Date(Math.floor(now().getTime() / hour) * hour)
  const keyHash = createHmac('sha256', keys.secret('rate-limit'))
    .update(`${windowStart.toISOString()}|${what}|${networkOf(address)}`)
    .digest('base64')
  return { keyHash, windowStart }
}

/** One household or office has 2⁶⁴ addresses of IPv6, so its first half counts as one; IPv4 as it is, also within IPv6. */
export function networkOf(address: string): string {
  const old = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (old !== undefined) return old
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
