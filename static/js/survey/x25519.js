import { fromInteger, random, toInteger } from './bytes.js'
import { power } from './modular.js'

// WebCrypto has X25519 since Safari 17, Firefox 130 and Chrome 133. Older ones climb the ladder below: its time tells
// something of a key that is used once and never leaves the device.

/**
 * A key pair for this once and the secret it shares with `theirs`.
 * @param {Uint8Array<ArrayBuffer>} theirs 32 bytes
 * @returns {Promise<{ ephemeral: Uint8Array, secret: Uint8Array }>}
 */
export async function agree(theirs) {
  const agreed = await agreeNatively(theirs).catch(() => agreeByLadder(theirs, random(32)))
  if (agreed.secret.every((byte) => byte === 0)) throw new Error('The seal key cannot be used.')
  return agreed
}

/** @param {Uint8Array<ArrayBuffer>} theirs */
async function agreeNatively(theirs) {
  const name = 'X25519'
  const pair = await crypto.subtle.generateKey({ name }, false, ['deriveBits'])
  if (pair instanceof CryptoKey) throw new Error('No key pair was made.')
  const { publicKey, privateKey } = pair
  const other = await crypto.subtle.importKey('raw', theirs, { name }, false, [])
  const [raw, secret] = await Promise.all([
    crypto.subtle.exportKey('raw', publicKey),
    crypto.subtle.deriveBits({ name, public: other }, privateKey, 256),
  ])
  return { ephemeral: new Uint8Array(raw), secret: new Uint8Array(secret) }
}

/** @param {Uint8Array} theirs @param {Uint8Array} scalar 32 random bytes */
export function agreeByLadder(theirs, scalar) {
  const base = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0))
  return { ephemeral: multiply(scalar, base), secret: multiply(scalar, theirs) }
}

const prime = 2n ** 255n - 19n
const twist = 121_665n

/** X25519 of RFC 7748, 5. @param {Uint8Array} scalar @param {Uint8Array} point */
export function multiply(scalar, point) {
  const factor = (fromLittle(scalar) & (2n ** 255n - 8n)) | (1n << 254n)
  const x = (fromLittle(point) & (2n ** 255n - 1n)) % prime
  let [a, b, c, d] = [1n, 0n, x, 1n]
  for (let bit = 254n; bit >= 0n; bit -= 1n) {
    const isSet = ((factor >> bit) & 1n) === 1n
    if (isSet) [a, b, c, d] = [c, d, a, b]
    ;[a, b, c, d] = step(a, b, c, d, x)
    if (isSet) [a, b, c, d] = [c, d, a, b]
  }
  return fromInteger((a * power(b, prime - 2n, prime)) % prime, 32)
    .slice()
    .reverse()
}

/** @param {Uint8Array} bytes */
function fromLittle(bytes) {
  return toInteger(Uint8Array.from(bytes).reverse())
}

/**
 * One rung: doubles (a : b) and adds (c : d).
 * @param {bigint} a @param {bigint} b @param {bigint} c @param {bigint} d @param {bigint} x
 * @returns {[bigint, bigint, bigint, bigint]}
 */
function step(a, b, c, d, x) {
  const [plus, minus] = [a + b, a - b + prime]
  const [plusSquare, minusSquare] = [(plus * plus) % prime, (minus * minus) % prime]
  const difference = plusSquare - minusSquare + prime
  const [left, right] = [(c - d + prime) * plus, (c + d) * minus]
  const [sum, gap] = [(left + right) % prime, (left - right) % prime]
  return [
    (plusSquare * minusSquare) % prime,
    (difference * (plusSquare + twist * difference)) % prime,
    (sum * sum) % prime,
    (x * gap * gap) % prime,
  ]
}
