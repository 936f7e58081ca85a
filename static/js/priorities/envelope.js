import { fromText, join, utf8 } from '../survey/bytes.js'
import { seal } from '../survey/seal.js'
import { agree } from '../survey/x25519.js'

// Longer than the survey's: what five questions take in any script. Whatever was written, the length is the same.
export const plainBytes = 16_384
export const sealedBytes = 32 + plainBytes + 16
export const purpose = utf8('alignment health check, priorities test, 1')

/**
 * Seals one executive's answers to the test's key; test and executive are bound in.
 * @param {string} sealKey the 32 bytes of an X25519 key as base64url
 * @param {string} content
 * @param {{ test: string, executive: string }} place
 */
export async function sealPriorities(sealKey, content, place) {
  const recipient = fromText(sealKey)
  const agreed = await agree(recipient)
  return seal(padded(content), { recipient, agreed, data: boundTo(place), info: purpose })
}

/** @param {{ test: string, executive: string }} place */
export function boundTo({ test, executive }) {
  return utf8(`${test}|${executive}`)
}

/** @param {string} content */
export function padded(content) {
  const bytes = utf8(content)
  const room = plainBytes - 2 - bytes.length
  if (room < 0) throw new RangeError('The answers do not fit into an envelope.')
  return join(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes, new Uint8Array(room))
}

/** null when the padding is not the one above. @param {Uint8Array} plain */
export function unpadded(plain) {
  const length = ((plain[0] ?? 0) << 8) | (plain[1] ?? 0)
  if (plain.length !== plainBytes || length > plainBytes - 2) return null
  if (plain.subarray(2 + length).some((byte) => byte !== 0)) return null
  return new TextDecoder().decode(plain.subarray(2, 2 + length))
}
