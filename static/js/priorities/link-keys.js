import { fromText, join, random, toText, utf8 } from '../survey/bytes.js'
import { padded, unpadded } from './envelope.js'
import { draftLabel, signInLabel } from './labels.js'

// The link's secret never leaves the browser: the server is shown one value made of it, drafts are locked with another.

/** @typedef {Awaited<ReturnType<typeof crypto.subtle.importKey>>} Key */

/** What the server knows the link by. @param {string} token */
export async function signInValue(token) {
  const bits = await crypto.subtle.deriveBits(derivation(signInLabel), await keyOf(token), 256)
  return toText(new Uint8Array(bits))
}

/** @param {string} token */
export async function draftKey(token) {
  const algorithm = { name: 'AES-GCM', length: 256 }
  return crypto.subtle.deriveKey(derivation(draftLabel), await keyOf(token), algorithm, false, [
    'encrypt',
    'decrypt',
  ])
}

/** @param {Key} key @param {Record<string, string>} answers */
export async function lockDraft(key, answers) {
  const iv = random(12)
  const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, padded(JSON.stringify(answers)))
  return toText(join(iv, new Uint8Array(locked)))
}

/**
 * null for a draft of another link.
 * @param {Key} key
 * @param {string} draft
 * @returns {Promise<Record<string, string> | null>}
 */
export async function openDraft(key, draft) {
  try {
    const bytes = fromText(draft)
    const cipher = { name: 'AES-GCM', iv: bytes.slice(0, 12) }
    const plain = await crypto.subtle.decrypt(cipher, key, bytes.slice(12))
    return JSON.parse(unpadded(new Uint8Array(plain)) ?? 'null')
  } catch {
    return null
  }
}

/** @param {string} token */
function keyOf(token) {
  return crypto.subtle.importKey('raw', fromText(token), 'HKDF', false, ['deriveBits', 'deriveKey'])
}

/** @param {string} label */
function derivation(label) {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(label) }
}
