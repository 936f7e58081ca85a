import {
  constants,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'

// RFC 9474, variant RSABSSA-SHA384-PSS-Randomized with 2048 bits. Blinding itself happens in the browser.

export const messageBytes = 32
export const randomizerBytes = 32
export const hintBytes = 2
export const modulusBytes = 256

export type UnitKey = { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

/** `message` is what is spent; `signature` is the randomizer of the RFC followed by the signature. */
export type Credential = { readonly message: Uint8Array; readonly signature: Uint8Array }

export type Signed =
  | { readonly outcome: 'signed'; readonly signature: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: 'length' | 'range' }

const makePair = promisify(generateKeyPair)

export async function makeUnitKey(): Promise<UnitKey> {
  return makePair('rsa', { modulusLength: modulusBytes * 8, publicExponent: 65_537 })
}

/**
 * BlindSign of RFC 9474, 4.2: the bare private operation, the same bytes each time. Refuses what is not as long as the
 * modulus or not below it. Throws when the result does not verify: a faulty signature could betray the key.
 */
export function signBlinded(privateKey: KeyObject, blinded: Uint8Array): Signed {
  if (blinded.length !== lengthOf(privateKey)) return { outcome: 'refused', reason: 'length' }
  const signature = powerOf(privateKey, blinded)
  if (signature === null) return { outcome: 'refused', reason: 'range' }
  const back = publicEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, signature)
  if (!back.equals(blinded)) throw new SigningFailed('A signature does not match what was signed.')
  return { outcome: 'signed', signature }
}

export class SigningFailed extends Error {
  override readonly name = 'SigningFailed'
}

/** False for everything that is not this key's signature of this message, however malformed. About 0.03 ms. */
export function verifyCredential(publicKey: KeyObject, { message, signature }: Credential): boolean {
  const randomizer = signature.subarray(0, randomizerBytes)
  return verify(
    'sha384',
    Buffer.concat([randomizer, message]),
    pss(publicKey),
    signature.subarray(randomizerBytes),
  )
}

/**
 * How the randomizer of a credential for this key begins: the browser puts the last two bytes of the modulus there. Who
 * has the directory could try all keys, so it tells nothing; it only spares the trying.
 */
export function hintOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-7, -5)
}

function pss(key: KeyObject) {
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
}

function lengthOf(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8
}

function powerOf(privateKey: KeyObject, blinded: Uint8Array): Buffer | null {
  try {
    return privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, blinded)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_MODULUS') return null
    throw error
  }
}
