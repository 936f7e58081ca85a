// The respondent's side of RFC 9474, variant RSABSSA-SHA384-PSS-Randomized: the server signs a message that it cannot
// see and cannot recognise later. Our own lines and not a package: the one there is weighs 32 kB compressed when it is
// served without a build step, more than a respondent's page may carry in scripts.

import { fromInteger, fromText, join, random, toInteger, toText } from './bytes.js'
import { inverse, power } from './modular.js'

const exponent = 65_537n
const saltBytes = 48
const randomizerBytes = 32

/**
 * What must be kept on the device before anything is sent. Only `blinded` goes to the server that knows the link.
 * @typedef {{ message: string, randomizer: string, inverse: string, blinded: string }} Blinding
 */

/**
 * The randomizer begins with the last two bytes of the modulus, so that the server need not try the keys of all groups. It
 * tells nothing that the signature does not: with the directory anybody can try them.
 * @param {string} unitKey SPKI as base64url @returns {Promise<Blinding>}
 */
export async function makeBlinding(unitKey) {
  const { modulus, bytes } = await readKey(unitKey)
  const [message, randomizer] = [random(32), random(randomizerBytes)]
  randomizer.set(fromText(unitKey).subarray(-7, -5))
  const { blinded, inverse } = await blind(join(randomizer, message), {
    modulus,
    salt: random(saltBytes),
    factor: randomBelow(modulus, bytes),
  })
  return {
    message: toText(message),
    randomizer: toText(randomizer),
    inverse: toText(fromInteger(inverse, bytes)),
    blinded: toText(blinded),
  }
}

/**
 * The credential, or null when the server did not sign what it was given.
 * @param {string} unitKey @param {Blinding} blinding @param {string} blindSignature
 * @returns {Promise<{ message: string, signature: string } | null>}
 */
export async function finishBlinding(unitKey, blinding, blindSignature) {
  const { key, modulus, bytes } = await readKey(unitKey)
  const blindBytes = fromText(blindSignature)
  if (blindBytes.length !== bytes) return null
  const signature = unblind(toInteger(blindBytes), toInteger(fromText(blinding.inverse)), modulus)
  const randomizer = fromText(blinding.randomizer)
  const prepared = join(randomizer, fromText(blinding.message))
  const isSigned = await crypto.subtle.verify(
    { name: 'RSA-PSS', saltLength: saltBytes },
    key,
    signature,
    prepared,
  )
  return isSigned ? { message: blinding.message, signature: toText(join(randomizer, signature)) } : null
}

/**
 * Blind of RFC 9474, 4.1, with its two random values given. Throws when they cannot be used (never by chance).
 * @param {Uint8Array<ArrayBuffer>} prepared @param {{ modulus: bigint, salt: Uint8Array, factor: bigint }} given
 */
export async function blind(prepared, { modulus, salt, factor }) {
  const bits = modulus.toString(2).length
  const encoded = toInteger(await encode(prepared, salt, bits - 1))
  const inverted = inverse(factor, modulus)
  if (inverted === null || inverse(encoded, modulus) === null) throw new Error('Blinding failed.')
  const blinded = (encoded * power(factor, exponent, modulus)) % modulus
  return { blinded: fromInteger(blinded, Math.ceil(bits / 8)), inverse: inverted }
}

/** @param {bigint} blindSignature @param {bigint} inverted @param {bigint} modulus */
export function unblind(blindSignature, inverted, modulus) {
  const length = Math.ceil(modulus.toString(16).length / 2)
  return fromInteger((blindSignature * inverted) % modulus, length)
}

/** @param {string} unitKey */
async function readKey(unitKey) {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  const key = await crypto.subtle.importKey('spki', fromText(unitKey), algorithm, true, ['verify'])
  const { n, e } = await crypto.subtle.exportKey('jwk', key)
  if (n === undefined || e !== 'AQAB') throw new Error('The key of the group is of another kind.')
  const modulus = fromText(n)
  if (modulus.length !== 256) throw new Error('The key of the group is of another length.')
  return { key, modulus: toInteger(modulus), bytes: modulus.length }
}

/** EMSA-PSS-ENCODE of RFC 8017, 9.1.1, with SHA-384. @param {Uint8Array<ArrayBuffer>} prepared @param {Uint8Array} salt @param {number} bits */
async function encode(prepared, salt, bits) {
  const length = Math.ceil(bits / 8)
  const hash = await sha384(join(new Uint8Array(8), await sha384(prepared), salt))
  const zeros = new Uint8Array(length - salt.length - hash.length - 2)
  const block = join(zeros, Uint8Array.of(1), salt)
  const mask = await maskFrom(hash, block.length)
  const masked = block.map((byte, at) => byte ^ (mask[at] ?? 0))
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits))
  return join(masked, hash, Uint8Array.of(0xbc))
}

/** MGF1 of RFC 8017, B.2.1. @param {Uint8Array} seed @param {number} length */
async function maskFrom(seed, length) {
  const counters = Array.from({ length: Math.ceil(length / 48) }, (_, at) => Uint8Array.of(0, 0, 0, at))
  const blocks = await Promise.all(counters.map((counter) => sha384(join(seed, counter))))
  return join(...blocks).subarray(0, length)
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha384(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))
}

/** Uniform in 1 … limit − 1, by drawing again. @param {bigint} limit @param {number} bytes */
function randomBelow(limit, bytes) {
  for (;;) {
    const drawn = toInteger(random(bytes))
    if (drawn > 0n && drawn < limit) return drawn
  }
}
