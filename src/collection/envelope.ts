import {
  createDecipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { join } from '../../static/js/survey/bytes.js'
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
  { data, context }: { readonly data: Uint8Array; readonly context: Context },
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
const withoutSecret = labelled(sealSuite, 'secret', none)
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

// Each extraction of RFC 9180 together with the expansion that follows it is one HKDF.
function scheduleKey(secret: Uint8Array, parties: Uint8Array, context: Context) {
  const agreed = labelled(kemSuite, 'eae_prk', secret)
  const shared = derive(agreed, none, {
    info: expanding(kemSuite, 'shared_secret', { info: parties, length: 32 }),
    length: 32,
  })
  return {
    key: derive(withoutSecret, shared, context.key),
    nonce: derive(withoutSecret, shared, context.nonce),
  }
}

/** What key and nonce are derived for (RFC 9180, 5.1, base mode): the same for all envelopes of one purpose. */
export type Context = { readonly key: Expansion; readonly nonce: Expansion }
type Expansion = { readonly info: Uint8Array; readonly length: number }

export function contextOf(purpose: Uint8Array): Context {
  const hashOf = (label: string, about: Uint8Array) =>
    createHmac('sha256', none)
      .update(labelled(sealSuite, label, about))
      .digest()
  const info = join(Uint8Array.of(0), hashOf('psk_id_hash', none), hashOf('info_hash', purpose))
  const expansion = (label: string, length: number) => ({
    info: expanding(sealSuite, label, { info, length }),
    length,
  })
  return { key: expansion('key', 32), nonce: expansion('base_nonce', 12) }
}

function derive(from: Uint8Array, salt: Uint8Array, { info, length }: Expansion): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', from, salt, info, length))
}
