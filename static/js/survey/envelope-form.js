import { join, utf8 } from './bytes.js'

// What the browser that seals and the server that opens must agree on.

export const plainBytes = 4096
/** The first two bytes say how long the content is. */
export const contentBytes = plainBytes - 2
/** The ephemeral key and the tag come on top. */
export const envelopeBytes = 32 + plainBytes + 16

export const purpose = utf8('alignment health check, answers, 1')

/** HPKE (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export const kemSuite = join(utf8('KEM'), Uint8Array.of(0, 0x20))
export const sealSuite = join(utf8('HPKE'), Uint8Array.of(0, 0x20, 0, 1, 0, 2))

/**
 * Binds an envelope to its check, its group's key and its spent mark. The last two have 32 bytes each, so no two
 * triples share a form.
 * @param {{ check: string, keyId: Uint8Array, mark: Uint8Array }} place
 */
export function associatedData({ check, keyId, mark }) {
  return join(utf8(check), keyId, mark)
}

/** The content at one length, whatever was answered; null when it is too long. @param {Uint8Array} content */
export function pad(content) {
  if (content.length > contentBytes) return null
  const length = Uint8Array.of(content.length >> 8, content.length & 0xff)
  return join(length, content, new Uint8Array(contentBytes - content.length))
}

/** The content again, null when the padding is not the one above. @param {Uint8Array} padded */
export function unpad(padded) {
  const length = ((padded[0] ?? 0) << 8) | (padded[1] ?? 0)
  if (padded.length !== plainBytes || length > contentBytes) return null
  for (let at = 2 + length; at < plainBytes; at += 1) if (padded[at] !== 0) return null
  return padded.subarray(2, 2 + length)
}

/** @param {Uint8Array} suite @param {string} label @param {Uint8Array} value */
export function labelled(suite, label, value) {
  return join(utf8('HPKE-v1'), suite, utf8(label), value)
}

/** What HKDF expands a secret for. @param {Uint8Array} suite @param {string} label @param {{ info: Uint8Array, length: number }} given */
export function expanding(suite, label, { info, length }) {
  return join(Uint8Array.of(0, length), labelled(suite, label, info))
}
