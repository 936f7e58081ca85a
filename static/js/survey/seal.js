import { fromText, join, utf8 } from './bytes.js'
import { associatedData, expanding, kemSuite, labelled, pad, purpose, sealSuite } from './envelope-form.js'
import { agree } from './x25519.js'

/**
 * Seals answers to the check's seal key; the place is bound in. Throws when the content is longer than an envelope.
 * @param {string} sealKey the 32 bytes of an X25519 key as base64url
 * @param {string} content
 * @param {{ check: string, keyId: Uint8Array, mark: Uint8Array }} place
 */
export async function sealAnswers(sealKey, content, place) {
  const padded = pad(utf8(content))
  if (padded === null) throw new RangeError('The answers do not fit into an envelope.')
  const recipient = fromText(sealKey)
  return seal(padded, {
    recipient,
    agreed: await agree(recipient),
    data: associatedData(place),
    info: purpose,
  })
}

/**
 * SealBase of RFC 9180, 6.1, with what was agreed given.
 * @param {Uint8Array<ArrayBuffer>} plain
 * @param {{ recipient: Uint8Array, agreed: { ephemeral: Uint8Array, secret: Uint8Array }, data: Uint8Array<ArrayBuffer>, info: Uint8Array }} given
 */
export async function seal(plain, { recipient, agreed, data, info }) {
  const { key, nonce } = await scheduleKey(agreed.secret, join(agreed.ephemeral, recipient), info)
  const cipher = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: data },
    cipher,
    plain,
  )
  return join(agreed.ephemeral, new Uint8Array(sealed))
}

/** @param {Uint8Array} secret @param {Uint8Array} parties @param {Uint8Array} info */
async function scheduleKey(secret, parties, info) {
  const none = new Uint8Array(0)
  const root = await hmac(none, labelled(kemSuite, 'eae_prk', secret))
  const shared = await expand(root, expanding(kemSuite, 'shared_secret', { info: parties, length: 32 }))
  const [noSecret, about, chosen] = await Promise.all([
    hmac(none, labelled(sealSuite, 'psk_id_hash', none)),
    hmac(none, labelled(sealSuite, 'info_hash', info)),
    hmac(shared, labelled(sealSuite, 'secret', none)),
  ])
  const context = join(Uint8Array.of(0), noSecret, about)
  const [key, nonce] = await Promise.all([
    expand(chosen, expanding(sealSuite, 'key', { info: context, length: 32 })),
    expand(chosen, expanding(sealSuite, 'base_nonce', { info: context, length: 12 })),
  ])
  return { key, nonce: nonce.subarray(0, 12) }
}

// One block of HKDF-Expand, enough for all that is derived here.
/** @param {Uint8Array<ArrayBuffer>} secret @param {Uint8Array} info */
function expand(secret, info) {
  return hmac(secret, join(info, Uint8Array.of(1)))
}

// No key is 32 zero bytes to HMAC, and WebCrypto takes none of length zero.
/** @param {Uint8Array<ArrayBuffer>} key @param {Uint8Array<ArrayBuffer>} data */
async function hmac(key, data) {
  const bytes = key.length === 0 ? new Uint8Array(32) : key
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data))
}
