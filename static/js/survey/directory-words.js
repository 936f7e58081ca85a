import { toInteger, utf8 } from './bytes.js'
import { words } from './words.js'

const wordCount = 6
const bitsOfWord = 11n

// Six words are 66 bits. Who makes both directories needs two that agree, about 2^33 tries; each is made this many
// times dearer, at the cost of about a tenth of a second for a reader.
const rounds = 2 ** 17

/** The six words of a directory, the same wherever they are worked out. @param {Uint8Array<ArrayBuffer>} hash its SHA-256 */
export async function wordsOf(hash) {
  const key = await crypto.subtle.importKey('raw', hash, 'PBKDF2', false, ['deriveBits'])
  const salt = utf8('key directory words, 1')
  const slow = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  const drawn = toInteger(new Uint8Array(await crypto.subtle.deriveBits(slow, key, 128)))
  const places = Array.from({ length: wordCount }, (_, at) => (drawn >> (BigInt(at) * bitsOfWord)) & 2047n)
  return places.map((place) => words[Number(place)] ?? '')
}

/** As written in a link, whatever stands between the words. @param {string} text */
export function readWords(text) {
  return text.toLowerCase().match(/[a-z]+/g) ?? []
}
