import { createHmac, hash } from 'node:crypto'
import type { KeyFolder } from './key-folder.ts'

/** Where the key of links comes from. */
export type LinkKeys = Pick<KeyFolder, 'secret'>

/** An invitation and how often its link was renewed: with the key all that a link is made of, so none is stored. */
export type LinkOf = { readonly id: string; readonly generation: number }

/** The secret of a personal link: 32 bytes, base64url, the same each time it is asked for. */
export function linkToken(keys: LinkKeys, { id, generation }: LinkOf): string {
  return createHmac('sha256', keys.secret('link')).update(`token|${id}|${generation}`).digest('base64url')
}

/** The same right as something to type: four blocks of four, 75 bits. */
export function typedCode(keys: LinkKeys, { id, generation }: LinkOf): string {
  const bytes = createHmac('sha256', keys.secret('link')).update(`code|${id}|${generation}`).digest()
  const letters = Array.from(
    { length: 16 },
    (_, at) => alphabet[bytes.readUInt16BE(at * 2) % alphabet.length],
  )
  return [0, 4, 8, 12].map((from) => letters.slice(from, from + 4).join('')).join('-')
}

/** What the database holds of a token. Its 256 bits are random, so a plain hash suffices. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** What the database holds of a typed code, whatever its case, spaces, dashes and lookalikes. */
export function hashCode(keys: LinkKeys, checkId: string, typed: string): string {
  return createHmac('sha256', keys.secret('code'))
    .update(`${checkId}|${asMeant(typed)}`)
    .digest('base64url')
}

/** By which somebody who was taken off the roster is known again; nobody can read the address from it. */
export function hashAddress(keys: LinkKeys, address: string): string {
  return createHmac('sha256', keys.secret('code'))
    .update(`address|${address.toLowerCase()}`)
    .digest('base64url')
}

// None of 0 1 B I L O Q S U Z: what looks like another letter is read as that one.
const alphabet = '23456789ACDEFGHJKMNPRTVWXY'
const meant: Readonly<Record<string, string>> = { B: '8', S: '5', Z: '2', U: 'V', O: 'D', 0: 'D', Q: 'D' }

function asMeant(typed: string): string {
  const letters = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return letters.replaceAll(/[BSZUO0Q]/g, (letter) => meant[letter] ?? letter)
}
