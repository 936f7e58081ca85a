import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
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

/**
 * The ids of all public keys of a check, as every respondent must be given them: the keys themselves would weigh ten
 * times as much. Throws when a unit has no key or is too small.
 */
export async function publishDirectory(of: DirectoryOf, keys: CheckKeys): Promise<PublishedDirectory> {
  const text = JSON.stringify(await directoryOf(of, keys))
  const hash = createHash('sha256').update(text).digest()
  return { text, hash, words: await wordsOf(Uint8Array.from(hash)) }
}

/** The id of a unit's key: SHA-256 of its SPKI, 32 bytes. */
export function keyIdOf(publicKey: KeyObject): Buffer {
  return createHash('sha256').update(spkiOf(publicKey)).digest()
}

// One order of names and of units: the same check always has the same text.
async function directoryOf(
  { check, contract, smallestGroup, units, open = null }: DirectoryOf,
  keys: CheckKeys,
): Promise<KeyDirectory> {
  const listed = []
  for (const { id: unitId, name, invited } of units) {
    // A thousand keys are read in half a second, in which others have their turn.
    await setImmediate()
    const key = keys.unitKey(unitId)
    if (key === null) throw new Error('A unit of the directory has no key.')
    if (invited < smallestGroup) throw new Error('A unit of the directory has too few people.')
    listed.push({ id: keyIdOf(createPublicKey(key)).toString('base64url'), name, invited })
  }
  return {
    version: 2,
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
