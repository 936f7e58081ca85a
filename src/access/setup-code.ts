import { createHash } from 'node:crypto'
import type { Dependencies } from '../web/dependencies.ts'
import { addSetupCode, hasOwner } from './queries.ts'

// No letter or digit that is easily taken for another.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Draws the one-time code that the first visitor must know, or null where an owner exists. Only its hash is stored. */
export async function drawSetupCode(
  deps: Pick<Dependencies, 'db' | 'now' | 'random'>,
): Promise<string | null> {
  if (await hasOwner(deps.db)) return null
  const letters = [...deps.random.bytes(12)].map((byte) => alphabet[byte % alphabet.length])
  const code = [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-')
  await addSetupCode(deps.db, hashSetupCode(code), deps.now())
  return code
}

/** Case and dashes do not matter. */
export function hashSetupCode(typed: string): string {
  return createHash('sha256')
    .update(typed.toUpperCase().replace(/[^0-9A-Z]/g, ''))
    .digest('base64')
}
