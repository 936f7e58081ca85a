import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { KeyDirectory } from '../../static/js/survey/directory.js'
import { wordsOf } from '../../static/js/survey/directory-words.js'
import type { CheckKeys } from './check-keys.ts'

/** `check` is the public id, `contract` the hash of the anonymity contract. */
export type DirectoryOf = {
  readonly check: string
  readonly contract: string
  readonly smallestGroup: number
  readonly units: readonly { readonly id: string; readonly name: string; readonly invited: number }[]
  /** The group of the open link: it has no key, and nobody is invited into it. */
  readonly open?: { readonly id: string; readonly name: string } | null
}

/** `text` is what is kept, served and hashed, byte for byte; `words` stand in every link, mail and poster. */
export type PublishedDirectory = {
  readonly text: string
  readonly hash: Buffer
  readonly words: readonly string[]
}

/** All public keys of a check, as every respondent must be given them. Throws when a unit has no key or is too small. */
export async function publishDirectory(of: DirectoryOf, keys: CheckKeys): Promise<PublishedDirectory> {
  const text = JSON.stringify(directoryOf(of, keys))
  const hash = createHash('sha256').update(text).digest()
  return { text, hash, words: await wordsOf(Uint8Array.from(hash)) }
}

/** The id of a unit's key: SHA-256 of its SPKI, 32 bytes. */
export function keyIdOf(publicKey: KeyObject): Buffer {
  return createHash('sha256').update(spkiOf(publicKey)).digest()
}

// One order of names and of units: the same check always has the same text.
function directoryOf(
  { check, contract, smallestGroup, units, open = null }: DirectoryOf,
  keys: CheckKeys,
): KeyDirectory {
  const listed = units.map(({ id, name, invited }) => {
    const key = keys.unitKey(id)
    if (key === null) throw new Error('A unit of the directory has no key.')
    if (invited < smallestGroup) throw new Error('A unit of the directory has too few people.')
    return { id, name, invited, key: spkiOf(createPublicKey(key)).toString('base64url') }
  })
  return {
    version: 1,
    check,
    contract,
    smallestGroup,
    sealKey: Buffer.from(keys.sealKey().publicBytes).toString('base64url'),
    units: listed.sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...(open === null ? {} : { open }),
  }
}

function spkiOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' })
}
