/** @param {...Uint8Array} parts */
export function join(...parts) {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** @param {string} text */
export function utf8(text) {
  return new TextEncoder().encode(text)
}

/** base64url without padding @param {Uint8Array} bytes */
export function toText(bytes) {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Throws on what is no base64url. @param {string} text */
export function fromText(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** @param {number} count */
export function random(count) {
  return crypto.getRandomValues(new Uint8Array(count))
}

/** Big-endian. @param {Uint8Array} bytes */
export function toInteger(bytes) {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x${digits || '0'}`)
}

/** Big-endian; throws when it does not fit. @param {bigint} integer @param {number} length */
export function fromInteger(integer, length) {
  const digits = integer.toString(16).padStart(length * 2, '0')
  if (integer < 0n || digits.length !== length * 2) throw new RangeError('The number does not fit.')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}
