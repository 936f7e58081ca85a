import { createDecipheriv, createHmac, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'
import {
  associatedData,
  envelopeBytes,
  expanding,
  kemSuite,
  labelled,
  purpose,
  sealSuite,
  unpad,
} from '../../static/js/survey/envelope-form.js'

/** Where an envelope belongs: `check` is the public id, `keyId` and `mark` have 32 bytes. */
export type Place = { readonly check: string; readonly keyId: Uint8Array; readonly mark: Uint8Array }

/** The private key, and the public one as the sender took it: worked out once for a whole close. */
export type SealKey = { readonly privateKey: KeyObject; readonly publicBytes: Uint8Array }

export type Opened =
  | { readonly outcome: 'opened'; readonly content: string }
  | { readonly outcome: 'refused'; readonly reason: 'length' | 'seal' | 'padding' }

/** The answers as they were sealed for exactly this place; anything else is refused. About 0.1 ms. */
export function openEnvelope(sealKey: SealKey, envelope: Uint8Array, place: Place): Opened {
  if (envelope.length !== envelopeBytes) return { outcome: 'refused', reason: 'length' }
  const padded = unseal(sealKey, envelope, { data: associatedData(place), context: ourContext })
  if (padded === null) return { outcome: 'refused', reason: 'seal' }
  const content = unpad(padded)
  if (content === null) return { outcome: 'refused', reason: 'padding' }
  return { outcome: 'opened', content: Buffer.from(content).toString('utf8') }
}

export function sealKeyFrom(privateKey: KeyObject): SealKey {
  return { privateKey, publicBytes: rawPublicKey(createPublicKey(privateKey)) }
}

/** The 32 bytes of an X25519 key. */
export function rawPublicKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
}

/** OpenBase of RFC 9180, 6.1; null when key, data, context or a single bit is another. */
export function unseal(
  sealKey: SealKey,
  envelope: Uint8Array,
  { data, context }: { readonly data: Uint8Array; readonly context: Uint8Array },
): Buffer | null {
  const ephemeral = envelope.subarray(0, 32)
  const secret = agreedWith(sealKey.privateKey, ephemeral)
  if (secret === null) return null
  const { key, nonce } = scheduleKey(secret, Buffer.concat([ephemeral, sealKey.publicBytes]), context)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(data).setAuthTag(envelope.subarray(-16))
  const plain = decipher.update(envelope.subarray(32, -16))
  try {
    return Buffer.concat([plain, decipher.final()])
  } catch {
    return null
  }
}

const none = new Uint8Array(0)
const ourContext = contextOf(purpose)

// What comes before the 32 bytes of an X25519 key in SPKI (RFC 8410).
const keyPrefix = Buffer.from('302a300506032b656e032100', 'hex')

// OpenSSL refuses the points that would make the secret zero.
function agreedWith(privateKey: KeyObject, ephemeral: Uint8Array): Buffer | null {
  try {
    const key = Buffer.concat([keyPrefix, ephemeral])
    return diffieHellman({ privateKey, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) })
  } catch {
    return null
  }
}

function scheduleKey(secret: Uint8Array, parties: Uint8Array, context: Uint8Array) {
  const root = hmac(none, labelled(kemSuite, 'eae_prk', secret))
  const shared = hmac(root, expanding(kemSuite, 'shared_secret', { info: parties, length: 32 }))
  const chosen = hmac(shared, labelled(sealSuite, 'secret', none))
  const key = hmac(chosen, expanding(sealSuite, 'key', { info: context, length: 32 }))
  const nonce = hmac(chosen, expanding(sealSuite, 'base_nonce', { info: context, length: 12 }))
  return { key, nonce: nonce.subarray(0, 12) }
}

/** The key schedule context of RFC 9180, 5.1, in base mode: the same for all envelopes of one purpose. */
export function contextOf(info: Uint8Array): Buffer {
  const noSecret = hmac(none, labelled(sealSuite, 'psk_id_hash', none))
  return Buffer.concat([Uint8Array.of(0), noSecret, hmac(none, labelled(sealSuite, 'info_hash', info))])
}

function hmac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
